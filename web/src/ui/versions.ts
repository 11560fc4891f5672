import { formatPurl, parsePurl } from '@countersign/shared/purl/purl.ts';

/** The version that a purl names; null for one without, and for what is no purl. */
export function versionOf(purl: string): string | null {
  try {
    return parsePurl(purl).version;
  } catch {
    return null;
  }
}

/** The purl without its version; null for what is no purl. */
export function packageOf(purl: string): string | null {
  try {
    return formatPurl({ ...parsePurl(purl), version: null, subpath: null });
  } catch {
    return null;
  }
}
