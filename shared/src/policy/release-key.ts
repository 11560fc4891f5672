import { printPurl } from '../purl/print.ts';
import type { Purl } from '../purl/purl.ts';

/** Type, namespace, name and version: what an exemption must agree with, beside the digest. The registry is not in it. */
export function keyOfRelease(release: Purl): string {
  return printPurl({ ...release, qualifiers: {}, subpath: null });
}

/** The same of a canonical purl as text. */
export function keyOfText(purl: string): string {
  const end = purl.search(/[?#]/);
  return end < 0 ? purl : purl.slice(0, end);
}
