import type { Tree } from '@countersign/shared/artifact/tree.ts';
import { unpackNpm } from '@countersign/shared/artifact/unpack.ts';
import { digestArtifact, isSha256, isSha512 } from '@countersign/shared/digest.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import type { ArtifactName, CheckedArtifact } from '../reading.ts';
import { defaultFetching, fetchBytes, type Fetching } from './fetch-bytes.ts';
import type { Received } from './read-body.ts';

export interface CheckedTree {
  readonly artifact: CheckedArtifact;
  readonly tree: Tree;
}

/**
 * Fetches an artifact, holds it against both digests, and only then unpacks it. Throws what fetchBytes and unpackNpm
 * throw, and `artifact-mismatch` for bytes that have any other digest: those are dropped unread.
 */
export async function fetchCheckedTree(
  name: ArtifactName,
  headers: Readonly<Record<string, string>>,
  received: Received,
  signal: AbortSignal,
  fetching: Fetching = defaultFetching,
): Promise<CheckedTree> {
  const { sha256, sha512 } = name.digest;
  // They become part of an address, and a page may have read them out of one.
  if (!isSha256(sha256) || !isSha512(sha512)) {
    throw new CodedError('artifact-name-malformed', 'an artifact is named by its sha256 and sha512, in hex');
  }
  try {
    const bytes = await fetchBytes(`/artifacts/sha256/${sha256}`, headers, received, signal, fetching);
    const found = await digestArtifact(bytes);
    if (found.sha256 !== sha256 || found.sha512 !== sha512) throw mismatch();
    const tree = await unpackNpm(bytes);
    signal.throwIfAborted();
    const { entries, findings } = tree;
    return { tree, artifact: { ...name, length: bytes.length, entries: entries.length, findings } };
  } catch (error) {
    if (signal.aborted || !isCoded(error)) throw error;
    throw new CodedError(error.code, `${name.purl}: ${error.message}`, error.details, { cause: error });
  }
}

function mismatch(): CodedError {
  return new CodedError(
    'artifact-mismatch',
    'the node sent other bytes than these digests name; nothing of them is shown',
  );
}
