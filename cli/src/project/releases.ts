import type { Finding, GateRelease, Warning } from '@countersign/shared/gate/verdict.ts';
import { findingOfProblem, type LockEntry, type Lockfile, type LockProblem } from '../lockfile/lockfile.ts';

/** What the gate judges in one lockfile. */
export interface LockedReleases {
  readonly releases: readonly GateRelease[];
  /** Problems that belong to no release. */
  readonly runFindings: readonly (Finding & { readonly line: number })[];
  readonly warnings: readonly (Warning & { readonly line: number })[];
}

export interface Surroundings {
  /** The entries that the base revision's lockfile has too, by `identityOf`. */
  readonly unchanged: ReadonlySet<string>;
  /** Whether the artifact of the bundling package was seen to hold this very entry. */
  readonly bundleHolds: (entry: LockEntry) => boolean;
}

/** One text for all that decides what an entry installs: equal texts are the same release from the same place. */
export function identityOf(entry: LockEntry): string {
  const { key, name, version, source, registryHost, digests, bundledIn, resolved, integrity } = entry;
  return JSON.stringify([
    key,
    name,
    version,
    source,
    registryHost,
    digests.sha256 ?? null,
    digests.sha512 ?? null,
    bundledIn ?? null,
    resolved,
    integrity,
  ]);
}

/** `path` names the lockfile from the policy's folder. */
export function releasesOf(lockfile: Lockfile, path: string, around: Surroundings): LockedReleases {
  const releases: GateRelease[] = [];
  const places = new Set<string>();
  const problemsAt = Map.groupBy(lockfile.problems, (problem) => problem.key);
  for (const entry of lockfile.entries) {
    if (entry.purl === null || entry.source === 'link' || entry.source === 'workspace') continue;
    places.add(entry.key);
    releases.push(releaseOf(entry, entry.purl, path, problemsAt.get(entry.key) ?? [], around));
  }
  const runFindings: (Finding & { line: number })[] = [];
  const warnings: (Warning & { line: number })[] = [];
  for (const problem of lockfile.problems) {
    const code = findingOfProblem[problem.code];
    if (code === null) {
      warnings.push({ code: 'lockfile-note', message: problem.message, line: problem.line });
    } else if (problem.key === null || !places.has(problem.key)) {
      runFindings.push({ code, message: `${path}: ${problem.message}`, line: problem.line });
    }
  }
  return { releases, runFindings, warnings };
}

function releaseOf(
  entry: LockEntry,
  purl: NonNullable<LockEntry['purl']>,
  path: string,
  problems: readonly LockProblem[],
  { unchanged, bundleHolds }: Surroundings,
): GateRelease {
  const bundled = entry.source === 'bundled' && bundleHolds(entry);
  const found = problems.flatMap(({ code, message }): Finding[] => {
    const finding = findingOfProblem[code];
    if (finding === null || (bundled && finding === 'unpinned')) return [];
    return [{ code: finding, message }];
  });
  return {
    target: { purl, digests: entry.digests },
    entry: {
      lockfile: path,
      key: entry.key,
      ...(entry.resolved === null ? {} : { resolved: entry.resolved }),
      ...(entry.integrity === null ? {} : { integrity: entry.integrity }),
    },
    line: entry.line,
    problems: found,
    bundled,
    unchanged: unchanged.has(identityOf(entry)),
  };
}
