import type { TreeEntry } from '@countersign/shared/artifact/tree.ts';
import { nameOf } from './file-name.ts';

export interface SimilarPair {
  readonly before: TreeEntry;
  readonly after: TreeEntry;
  /** Bytes in lines that both have, of all bytes: 0 to 1. */
  readonly likeness: number;
}

/** Half of what a reviewer then sees is what it was. */
const leastLikeness = 0.6;
/** Files on each side, bytes of one, and lines that are compared in all. */
const filesMax = 300;
const lengthMax = 1024 * 1024;
const workMax = 20_000_000;

/** A file's lines as sorted hashes, and how long those lines are. */
interface Lines {
  readonly entry: TreeEntry;
  readonly hashes: Uint32Array;
  readonly lengths: ReadonlyMap<number, number>;
}

/**
 * Deleted and added texts that are alike, the most alike first; those with the same name come before others. Which is
 * paired with which decides only what is shown side by side, so that a hash of 32 bits will do.
 */
export function similarPairs(deleted: readonly TreeEntry[], added: readonly TreeEntry[]): SimilarPair[] {
  const before = candidates(deleted);
  const after = candidates(added);
  const pairs: SimilarPair[] = [];
  let work = workMax;
  for (const left of before) {
    for (const right of after) {
      if (!mayBeAlike(left.entry, right.entry)) continue;
      work -= left.hashes.length + right.hashes.length;
      if (work < 0) return sorted(pairs);
      const likeness = likenessOf(left, right);
      if (likeness >= leastLikeness) pairs.push({ before: left.entry, after: right.entry, likeness });
    }
  }
  return sorted(pairs);
}

function sorted(pairs: SimilarPair[]): SimilarPair[] {
  const rank = ({ before, after, likeness }: SimilarPair): number =>
    likeness + (nameOf(before.path) === nameOf(after.path) ? 1 : 0);
  return pairs.sort((a, b) => rank(b) - rank(a));
}

function candidates(entries: readonly TreeEntry[]): Lines[] {
  return entries
    .filter(({ content }) => content.length <= lengthMax)
    .slice(0, filesMax)
    .map(linesOf);
}

function mayBeAlike(a: TreeEntry, b: TreeEntry): boolean {
  const shorter = Math.min(a.content.length, b.content.length);
  return (2 * shorter) / (a.content.length + b.content.length) >= leastLikeness;
}

function likenessOf(a: Lines, b: Lines): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.hashes.length && j < b.hashes.length;) {
    const left = a.hashes[i] as number;
    const right = b.hashes[j] as number;
    if (left === right) shared += a.lengths.get(left) as number;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return (2 * shared) / (a.entry.content.length + b.entry.content.length);
}

function linesOf(entry: TreeEntry): Lines {
  const bytes = entry.content;
  const hashes: number[] = [];
  const lengths = new Map<number, number>();
  for (let at = 0; at < bytes.length;) {
    const start = at;
    let hash = 0x811c9dc5;
    // FNV-1a.
    for (let byte = -1; at < bytes.length && byte !== 0x0a; at++) {
      byte = bytes[at] as number;
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
    hashes.push(hash >>> 0);
    lengths.set(hash >>> 0, at - start);
  }
  return { entry, hashes: Uint32Array.from(hashes).sort(), lengths };
}
