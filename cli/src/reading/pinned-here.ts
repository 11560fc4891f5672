import type { DigestSet } from '@countersign/shared/digest.ts';
import { isPinned } from '@countersign/shared/digest.ts';
import { isCoded } from '@countersign/shared/errors.ts';
import { parsePurl, type Purl } from '@countersign/shared/purl/purl.ts';
import { samePackage } from '@countersign/shared/purl/package-key.ts';
import type { Context } from '../context.ts';
import { findLockfiles, loadLockfile } from '../lockfile/load.ts';
import type { Project } from '../project/project.ts';

interface PinnedRelease {
  readonly purl: Purl;
  readonly digests: DigestSet;
  /** The file that says so, for people. */
  readonly where: string;
}

/** What is known here of a package's artifacts, before anybody is asked. */
export interface PinnedHere {
  /** As the lockfile pins this very release. */
  locked(release: Purl): PinnedRelease[];
  /** Releases of this package, whatever their version: of the lockfile, then of the baseline. */
  ofPackage(release: Purl): PinnedRelease[];
}

/** Reads lockfile and baseline of the working directory; where there are none, nothing is pinned. */
export function pinnedHere(context: Context, project: Project | null): PinnedHere {
  const locked = lockedReleases(context);
  const all = [...locked, ...exemptedReleases(project)];
  const ofPackage = (from: readonly PinnedRelease[], release: Purl): PinnedRelease[] =>
    from.filter(({ purl }) => samePackage(purl, release));
  return {
    locked: (release) => ofPackage(locked, release).filter(({ purl }) => purl.version === release.version),
    ofPackage: (release) => ofPackage(all, release),
  };
}

function lockedReleases({ cwd, terminal }: Context): PinnedRelease[] {
  try {
    return findLockfiles(cwd).flatMap((path) =>
      loadLockfile(path).entries.flatMap(({ purl, digests, source }) =>
        purl !== null && source === 'registry' && isPinned(digests) ? [{ purl, digests, where: path }] : [],
      ),
    );
  } catch (error) {
    if (!isCoded(error)) throw error;
    // A review does not need a lockfile: its statement names the bytes itself.
    if (error.code !== 'lockfile-not-found')
      terminal.warn(`nothing is compared with the lockfile: ${error.message}`);
    return [];
  }
}

function exemptedReleases(project: Project | null): PinnedRelease[] {
  if (!project) return [];
  return project.baseline.entries.map(({ release, ...digests }) => ({
    purl: parsePurl(release),
    digests,
    where: project.baselinePath,
  }));
}
