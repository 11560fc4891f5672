import { compareBytes } from '../bytes/compare.ts';
import { toUtf8 } from '../bytes/text.ts';
import { type Sha256, type TreeDigest, sha256Hex } from '../digest.ts';
import type { ArchiveFinding } from './finding.ts';

export interface TreeEntry {
  /** Below the top folder, with `/` between components. */
  readonly path: string;
  /** Folders are no entries: they are there when something lies in them. */
  readonly type: 'file' | 'symlink' | 'hardlink';
  /** As an installer with umask 022 sets it: a file has 0o755 when anybody may execute it, else 0o644; a link 0o777. */
  readonly mode: 0o644 | 0o755 | 0o777;
  /** Of `content`. */
  readonly sha256: Sha256;
  /** A link's is its target. */
  readonly content: Uint8Array;
}

/** The unpacked content of an artifact. */
export interface Tree {
  /** Sorted by the UTF-8 bytes of their paths; no path twice. */
  readonly entries: readonly TreeEntry[];
  readonly findings: readonly ArchiveFinding[];
}

/** What the digests of trees and changes say about an entry: `file:644:<64 hex digits>`. */
export function entryText(entry: TreeEntry): string {
  return `${entry.type}:${entry.mode.toString(8)}:${entry.sha256}`;
}

/**
 * SHA-256 over one line per entry, each ended by LF, sorted by path bytes; the lines of an empty tree are empty:
 *
 *     file:644:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 lib/index.js
 */
export function treeDigest(tree: Tree): TreeDigest {
  const lines = tree.entries.map((entry) => `${entryText(entry)} ${entry.path}\n`);
  return sha256Hex(lines.join('')) as string as TreeDigest;
}

/**
 * The `dirHash` of in-toto: Go's golang.org/x/mod/sumdb/dirhash Hash1 with an empty prefix, in hex. Files only.
 *
 *     9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  lib/index.js
 */
export function dirHash(tree: Tree): string {
  const files = tree.entries.filter((entry) => entry.type === 'file');
  return sha256Hex(files.map((entry) => `${entry.sha256}  ${entry.path}\n`).join(''));
}

/** In the order that digests ask for: by the UTF-8 bytes of the path. */
export function sortByPath<T extends { readonly path: string }>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: toUtf8(item.path) }))
    .sort((a, b) => compareBytes(a.key, b.key))
    .map(({ item }) => item);
}
