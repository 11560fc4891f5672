import { formatPurl } from '@countersign/shared/purl/purl.ts';
import { isPinned } from '@countersign/shared/digest.ts';
import type { GateRelease } from '@countersign/shared/gate/verdict.ts';
import type { BaselineEntry } from '@countersign/shared/policy/baseline.ts';
import type { Waiver } from '@countersign/shared/policy/waiver-shape.ts';

/** The baseline entry that exempts a release as its lockfile pins it; the registry is no part of it. */
export function baselineEntryOf({ target }: GateRelease): BaselineEntry {
  const { purl, digests } = target;
  return { release: formatPurl({ ...purl, qualifiers: {} }), ...digests };
}

/** What keeps a lockfile from green today: exempted where bytes are pinned, waived where they are not. */
export interface Exemptions {
  readonly entries: readonly BaselineEntry[];
  readonly waivers: readonly Waiver[];
  /** Nothing exempts these: the lockfile contradicts itself there. */
  readonly hopeless: readonly GateRelease[];
}

export function exemptionsFor(
  releases: readonly GateRelease[],
  waiver: Pick<Waiver, 'owner' | 'reason' | 'expires'>,
): Exemptions {
  const entries = new Map<string, BaselineEntry>();
  const waivers: Waiver[] = [];
  const hopeless: GateRelease[] = [];
  for (const release of releases) {
    if (release.problems.some(({ code }) => code !== 'unpinned')) {
      hopeless.push(release);
    } else if (release.problems.length > 0 || (!isPinned(release.target.digests) && !release.bundled)) {
      const purl = formatPurl({ ...release.target.purl, qualifiers: {} });
      waivers.push({ release: purl, entry: release.entry, findings: ['unpinned'], ...waiver });
    } else if (!release.bundled || isPinned(release.target.digests)) {
      const entry = baselineEntryOf(release);
      entries.set(JSON.stringify(entry), entry);
    }
  }
  return { entries: [...entries.values()], waivers, hopeless };
}
