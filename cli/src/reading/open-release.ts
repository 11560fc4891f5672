import type { Tree } from '@countersign/shared/artifact/tree.ts';
import { findingText } from '@countersign/shared/artifact/finding-text.ts';
import { unpackNpm } from '@countersign/shared/artifact/unpack.ts';
import { digestsMatch, type ArtifactDigest } from '@countersign/shared/digest.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { formatPurl, type Purl } from '@countersign/shared/purl/purl.ts';
import { showRelease } from '@countersign/shared/purl/release.ts';
import { openRegistry } from '@countersign/shared/registry/open.ts';
import type { Registry } from '@countersign/shared/registry/registry.ts';
import type { NamedArtifact } from '@countersign/shared/statement/affirmation.ts';
import type { Context } from '../context.ts';
import { counted, formatBytes } from '../report/sizes.ts';
import type { PinnedHere } from './pinned-here.ts';

export interface FetchedRelease extends NamedArtifact {
  readonly release: Purl;
  readonly bytes: Uint8Array;
}

export interface OpenedRelease extends NamedArtifact {
  readonly release: Purl;
  readonly digest: ArtifactDigest;
  readonly tree: Tree;
}

/** The registry of a release's ecosystem, under the npm configuration of the working directory. */
export async function registryOf({ cwd, env }: Context, { type }: Purl): Promise<Registry> {
  return openRegistry(type, { cwd, env });
}

/**
 * The published bytes of a release, checked against all that the registry claims and every lockfile here pins. Throws
 * `artifact-mismatch` when they are others, and what the registry throws.
 */
export async function fetchRelease(
  context: Context,
  registry: Registry,
  release: Purl,
  pinned: PinnedHere,
): Promise<FetchedRelease> {
  const locked = pinned.locked(release);
  const name = showRelease(release);
  const { bytes, digest } = await registry.fetchArtifact(release, locked[0]?.digests);
  const other = locked.find(({ digests }) => !digestsMatch(digests, digest));
  if (other)
    throw new CodedError(
      'artifact-mismatch',
      `${other.where} pins other bytes for ${name} than the registry has`,
    );
  context.terminal.hint(
    `${name}: ${formatBytes(bytes.length)}${locked.length > 0 ? ', the bytes that the lockfile pins' : ''}`,
  );
  return { release, purl: formatPurl(release), digest, bytes };
}

/** A hostile archive may have one for each of its files: what is said after them must not be lost above the screen. */
const mostFindings = 20;
/** UTF-16 units of a name. */
const mostQuoted = 160;

function quote(name: string): string {
  return JSON.stringify(name.length > mostQuoted ? `${name.slice(0, mostQuoted)}…` : name);
}

/** Unpacks a release in memory and warns of what is odd about its archive. Throws the code of an archive that is refused. */
export async function unpackRelease(
  context: Context,
  { bytes, ...fetched }: FetchedRelease,
): Promise<OpenedRelease> {
  const tree = await unpackNamed(bytes, fetched.release);
  const name = showRelease(fetched.release);
  for (const finding of tree.findings.slice(0, mostFindings)) {
    context.terminal.warn(`${name}: ${quote(finding.path)} ${findingText(finding, quote)}`);
  }
  const more = tree.findings.length - mostFindings;
  if (more > 0) context.terminal.warn(`${name}: and ${counted(more, 'more such finding')}`);
  return { ...fetched, tree };
}

async function unpackNamed(bytes: Uint8Array, release: Purl): Promise<Tree> {
  try {
    return await unpackNpm(bytes);
  } catch (error) {
    if (!isCoded(error)) throw error;
    const path = error.details['path'];
    const at = typeof path === 'string' ? `: ${JSON.stringify(path)}` : '';
    const message = `${showRelease(release)} cannot be unpacked: ${error.message}${at}; do not install it`;
    throw new CodedError(error.code, message, error.details, { cause: error });
  }
}
