import type { Tree } from '@countersign/shared/artifact/tree.ts';
import type { ArtifactDigest } from '@countersign/shared/digest.ts';
import { isCoded } from '@countersign/shared/errors.ts';
import { formatPurl, type Purl } from '@countersign/shared/purl/purl.ts';
import { showRelease } from '@countersign/shared/purl/release.ts';
import { artifactSubject, namedSubject } from '@countersign/shared/statement/sign.ts';
import type { Subject } from '@countersign/shared/statement/statement.ts';
import type { Context } from '../context.ts';
import { fetchRelease, registryOf, unpackRelease, type FetchedRelease } from '../reading/open-release.ts';
import type { PinnedHere } from '../reading/pinned-here.ts';

/** What a flag is raised on. */
export interface FlagTarget {
  readonly subject: Subject;
  /** For a whole version, whatever its bytes: its only version, as a vers range. */
  readonly range: string | null;
  /** Null where nobody can look into the artifact. */
  readonly tree: Tree | null;
}

/**
 * The artifact of a release, from the registry. Where that no longer has it, the artifact that is pinned here with both
 * digests; else the version as such, which catches every artifact under its name.
 */
export async function flagTarget(context: Context, release: Purl, pinned: PinnedHere): Promise<FlagTarget> {
  const fetched = await fetchIfThere(context, release, pinned);
  if (fetched) {
    const tree = await treeIfReadable(context, fetched);
    return { subject: artifactSubject(fetched.purl, fetched.digest), range: null, tree };
  }
  const known = pinned
    .ofPackage(release)
    .find(({ purl, digests }) => purl.version === release.version && isWhole(digests));
  if (known) {
    context.terminal.hint(`the flag names the artifact that ${known.where} pins`);
    return {
      subject: artifactSubject(formatPurl(release), known.digests as ArtifactDigest),
      range: null,
      tree: null,
    };
  }
  context.terminal.hint(`the flag names the version ${release.version ?? ''}, whatever its bytes`);
  const subject = namedSubject(formatPurl({ ...release, version: null }));
  return { subject, range: `vers:${release.type}/${release.version ?? '*'}`, tree: null };
}

async function fetchIfThere(
  context: Context,
  release: Purl,
  pinned: PinnedHere,
): Promise<FetchedRelease | null> {
  try {
    return await fetchRelease(context, await registryOf(context, release), release, pinned);
  } catch (error) {
    // Gone, or replaced by other bytes: both are reasons to flag, and none to give up.
    if (!isCoded(error, 'registry-not-found', 'artifact-mismatch')) throw error;
    context.terminal.warn(`${showRelease(release)}: ${error.message} [${error.code}]`);
    return null;
  }
}

/** An archive that nobody can unpack may be flagged all the more. */
async function treeIfReadable(context: Context, fetched: FetchedRelease): Promise<Tree | null> {
  try {
    return (await unpackRelease(context, fetched)).tree;
  } catch (error) {
    if (!isCoded(error)) throw error;
    context.terminal.warn(`${error.message} [${error.code}]`);
    return null;
  }
}

function isWhole({ sha256, sha512 }: Partial<ArtifactDigest>): boolean {
  return sha256 !== undefined && sha512 !== undefined;
}
