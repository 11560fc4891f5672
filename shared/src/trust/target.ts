import { digestsMatch, type DigestSet } from '../digest.ts';
import type { Purl } from '../purl/purl.ts';

/** One artifact of one release, as a lockfile, a baseline or a statement names it. */
export interface Target {
  readonly purl: Purl;
  readonly digests: DigestSet;
}

/** `npm/@scope/name`: what two versions of one package share, whichever registry served them. */
export function packageKey(purl: Purl): string {
  return `${purl.type}/${purl.namespace ?? ''}/${purl.name}`;
}

/** Type, namespace, name, version and digest agree: what a review or a baseline entry needs to count. */
export function sameTarget(a: Target, b: Target): boolean {
  return (
    packageKey(a.purl) === packageKey(b.purl) &&
    a.purl.version === b.purl.version &&
    digestsMatch(a.digests, b.digests)
  );
}
