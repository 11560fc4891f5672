import type { Ecosystem } from '@countersign/shared/purl/ecosystem.ts';
import { isPrerelease } from '@countersign/shared/purl/version-order.ts';
import type { PublishedVersion } from '@countersign/shared/registry/registry.ts';

/** The release of a package that waits for a review, and the one to compare it with. */
export interface Candidate {
  readonly target: PublishedVersion;
  /** The newest older version that somebody reviewed; null when nobody reviewed one. */
  readonly base: string | null;
}

/**
 * Of the versions that a registry has, newest first: the newest finished one (of a package without any, the newest), unless
 * somebody reviewed it or a newer one. A version that only a statement names does not count: whoever invents one would
 * hide the package.
 */
export function nextToReview(
  type: Ecosystem,
  published: readonly PublishedVersion[],
  reviewed: ReadonlySet<string>,
): Candidate | null {
  const target = published.find(({ version }) => !isPrerelease(type, version)) ?? published[0];
  const newestReviewed = published.findIndex(({ version }) => reviewed.has(version));
  if (!target) return null;
  if (newestReviewed < 0) return { target, base: null };
  if (newestReviewed <= published.indexOf(target)) return null;
  return { target, base: published[newestReviewed]?.version ?? null };
}
