import { printPurl } from './print.ts';
import type { Purl } from './purl.ts';

/** What makes two purls one package or one release. The registry is in none of these but `differInVersionOnly`. */

/** `npm/@scope/name`: what all versions of one package share, whichever registry served them. */
export function packageKey(purl: Purl): string {
  return `${purl.type}/${purl.namespace ?? ''}/${purl.name}`;
}

/** Type, namespace and name agree. */
export function samePackage(a: Purl, b: Purl): boolean {
  return packageKey(a) === packageKey(b);
}

/** Type, namespace, name and version agree. */
export function sameRelease(a: Purl, b: Purl): boolean {
  return samePackage(a, b) && a.version === b.version;
}

/** `pkg:npm/%40scope/name@1.0.0`: the same for the same release. */
export function releaseKey(release: Purl): string {
  return printPurl({ ...release, qualifiers: {}, subpath: null });
}

/** The same of a canonical purl as text: a baseline has thousands. */
export function releaseKeyOfText(purl: string): string {
  const end = purl.search(/[?#]/);
  return end < 0 ? purl : purl.slice(0, end);
}

/** Two versions as one registry serves them. */
export function differInVersionOnly(a: Purl, b: Purl): boolean {
  return printPurl({ ...a, version: null }) === printPurl({ ...b, version: null });
}
