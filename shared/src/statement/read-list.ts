import { compareBytes } from '../bytes/compare.ts';
import { toUtf8 } from '../bytes/text.ts';
import { sha256Hex, type Sha256 } from '../digest.ts';

/** The paths that a partial reading covers, sorted by their UTF-8 bytes; each once. */
export function sortedPaths(paths: readonly string[]): string[] {
  return [...new Set(paths)]
    .map((path) => ({ path, key: toUtf8(path) }))
    .sort((a, b) => compareBytes(a.key, b.key))
    .map(({ path }) => path);
}

/** What a review's coverage carries as `list`: the SHA-256 of the sorted paths, each ended by LF. */
export function readListDigest(paths: readonly string[]): Sha256 {
  return sha256Hex(
    sortedPaths(paths)
      .map((path) => `${path}\n`)
      .join(''),
  );
}
