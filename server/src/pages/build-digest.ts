import { sha256Hex, type Sha256 } from '@countersign/shared/digest.ts';

/** What a build consists of, so that anybody who built the same sources can compare. */
export interface BuildDigest {
  /**
   * A line for each file, sorted by path, as `sha256sum` prints it and as Go's dirhash hashes it:
   *
   *     9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  assets/index-B8bsT846.js
   */
  readonly listing: string;
  /** SHA-256 of the listing. */
  readonly digest: Sha256;
}

/** `files`: the SHA-256 of each by its path below the folder of the build. */
export function buildDigest(files: ReadonlyMap<string, Sha256>): BuildDigest {
  const listing = [...files]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, sha256]) => `${sha256}  ${path}\n`)
    .join('');
  return { listing, digest: sha256Hex(listing) };
}
