import { canonicalPurl, formatPurl, parsePurl } from '@countersign/shared/purl/purl.ts';
import { parseRelease } from '@countersign/shared/purl/release.ts';
import { isCoded } from '@countersign/shared/errors.ts';

/** Which release an address, or a person, names. */
export type NamedBy =
  | { readonly purl: string; readonly sha256: null }
  | { readonly purl: null; readonly sha256: string };

/** Null when it names none. */
export function readQuestion(search: { readonly purl?: string; readonly sha256?: string }): NamedBy | null {
  if (search.purl !== undefined) return named(search.purl);
  if (search.sha256 !== undefined) return named(search.sha256);
  return null;
}

/** `socks@2.8.4`, a purl with a version, or 64 hex digits with or without `sha256:`. */
export function named(text: string): NamedBy | null {
  const typed = text.trim();
  const sha256 = /^(?:sha256:)?([0-9a-f]{64})$/i.exec(typed)?.[1];
  if (sha256 !== undefined) return { purl: null, sha256: sha256.toLowerCase() };
  try {
    const purl = typed.startsWith('pkg:') ? parsePurl(canonicalPurl(typed)) : parseRelease(typed);
    return purl.version === null ? null : { purl: formatPurl({ ...purl, subpath: null }), sha256: null };
  } catch (error) {
    if (!isCoded(error)) throw error;
    return null;
  }
}
