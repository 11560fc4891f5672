import { canonicalPurl, formatPurl, parsePurl } from '@countersign/shared/purl/purl.ts';

/** The version that a purl names; null for one without, and for what is no purl. */
export function versionOf(purl: string): string | null {
  try {
    return parsePurl(purl).version;
  } catch {
    return null;
  }
}

/** The canonical purl without its version, of one in any spelling; null for what is no purl. */
export function packageOf(purl: string): string | null {
  try {
    return formatPurl({ ...parsePurl(canonicalPurl(purl)), version: null, subpath: null });
  } catch {
    return null;
  }
}
