import type { PackageAnswer } from '@countersign/shared/api.ts';

type Version = PackageAnswer['versions'][number];

/** A version to compare with. */
export type OfferedBase = Version & { /** The one that came before the release. */ readonly before: boolean };

/** How many are offered: a release long past is no base. */
const most = 12;

/** Bases for a version, likeliest first: the version before, reviewed ones, then the rest, newest first. */
export function offeredBases(newestFirst: readonly Version[], version: string): OfferedBase[] {
  const at = newestFirst.findIndex((one) => one.version === version);
  const older = newestFirst.slice(at + 1);
  const offered = older.map((one, place) => ({ ...one, before: at >= 0 && place === 0 }));
  return offered.toSorted((a, b) => rank(a) - rank(b)).slice(0, most);
}

function rank({ before, reviews }: OfferedBase): number {
  return before ? 0 : reviews > 0 ? 1 : 2;
}
