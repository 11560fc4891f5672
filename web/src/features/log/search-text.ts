import { isCoded } from '@countersign/shared/errors.ts';
import { canonicalPurl, formatPurl, parsePurl, type Purl } from '@countersign/shared/purl/purl.ts';
import { npmPurl, parseRelease } from '@countersign/shared/purl/release.ts';
import { parseSigner } from '@countersign/shared/signer/signer.ts';

/** What one search field was taken to mean. */
export type Sought =
  | { readonly kind: 'index'; readonly index: number }
  /** 64 hex digits: a statement id or an artifact's sha256; both are looked for. */
  | { readonly kind: 'hex'; readonly hex: string }
  | { readonly kind: 'sha512'; readonly hex: string }
  | { readonly kind: 'signer'; readonly signer: string }
  | { readonly kind: 'release'; readonly purl: string }
  | { readonly kind: 'package'; readonly purl: string };

/** Null when it can mean nothing that a log is searched by. */
export function readSought(text: string): Sought | null {
  const typed = text.trim();
  if (/^(0|[1-9][0-9]{0,15})$/.test(typed) && Number.isSafeInteger(Number(typed))) {
    return { kind: 'index', index: Number(typed) };
  }
  const [, algorithm, hex] = /^(?:(sha256|sha512):)?([0-9a-f]+)$/i.exec(typed) ?? [];
  if (hex?.length === 64 && algorithm !== 'sha512') return { kind: 'hex', hex: hex.toLowerCase() };
  if (hex?.length === 128 && algorithm !== 'sha256') return { kind: 'sha512', hex: hex.toLowerCase() };
  if (/^(sk-)?ed25519:/.test(typed))
    return unlessCoded(() => ({ kind: 'signer', signer: parseSigner(typed) }));
  return readName(typed);
}

function readName(typed: string): Sought | null {
  if (/^pkg:/i.test(typed)) return unlessCoded(() => ofPurl(parsePurl(canonicalPurl(typed))));
  if (typed.lastIndexOf('@') > 0) return unlessCoded(() => ofPurl(parseRelease(typed)));
  if (!/^(@[a-z0-9._~-]+\/)?[A-Za-z0-9._~-]+$/.test(typed)) return null;
  return unlessCoded(() => ofPurl(npmPurl(typed, null)));
}

function ofPurl(purl: Purl): Sought {
  const plain = formatPurl({ ...purl, subpath: null });
  return purl.version === null ? { kind: 'package', purl: plain } : { kind: 'release', purl: plain };
}

function unlessCoded(read: () => Sought): Sought | null {
  try {
    return read();
  } catch (error) {
    if (!isCoded(error)) throw error;
    return null;
  }
}

/** What the field took it for, to be read after "Taken for". */
export function soughtInWords(sought: Sought): string {
  switch (sought.kind) {
    case 'index':
      return `the entry at index ${sought.index} of this log`;
    case 'hex':
      return 'the id of a statement, or the sha256 of an artifact';
    case 'sha512':
      return 'the sha512 of an artifact';
    case 'signer':
      return 'a signer: what it signed, and what is about it';
    case 'release':
      return `a release, ${sought.purl}`;
    case 'package':
      return `a package in any version, ${sought.purl}`;
  }
}
