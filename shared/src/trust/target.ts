import { digestsMatch, type DigestSet } from '../digest.ts';
import { sameRelease } from '../purl/package-key.ts';
import type { Purl } from '../purl/purl.ts';

/** One artifact of one release, as a lockfile, a baseline or a statement names it. */
export interface Target {
  readonly purl: Purl;
  readonly digests: DigestSet;
}

/** Type, namespace, name, version and digest agree: what a review or a baseline entry needs to count. */
export function sameTarget(a: Target, b: Target): boolean {
  return sameRelease(a.purl, b.purl) && digestsMatch(a.digests, b.digests);
}
