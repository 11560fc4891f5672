import { platform } from '#platform';
import { CodedError } from '../errors.ts';

/** 32 bytes: SHA-256 of a leaf, of an inner node or of the empty tree. */
export type Hash = Uint8Array;

export const hashBytes = 32;

/**
 * Where proofs get their hashes from: the root of the complete subtree over the leaves
 * `index * 2^level` to `(index + 1) * 2^level - 1`. Nothing is asked for that lies outside of the tree.
 */
export interface NodeReader {
  node(level: number, index: number): Hash;
}

/** The root of a tree without leaves: SHA-256 of nothing (RFC 6962 section 2.1). */
export const emptyRoot: Hash = platform.sha256(new Uint8Array(0));

// One buffer for all hashing: a tree of a million leaves would else allocate two million of them.
const nodeInput = new Uint8Array(1 + 2 * hashBytes);
nodeInput[0] = 1;
let leafInput = new Uint8Array(4096);

/** SHA-256(00 ‖ entry), RFC 6962 section 2.1. */
export function leafHash(entry: Uint8Array): Hash {
  if (entry.length >= leafInput.length) leafInput = new Uint8Array(2 * entry.length + 1);
  leafInput.set(entry, 1);
  return platform.sha256(leafInput.subarray(0, entry.length + 1));
}

/** SHA-256(01 ‖ left ‖ right), RFC 6962 section 2.1; throws `log-hash-length` unless both are 32 bytes. */
export function nodeHash(left: Hash, right: Hash): Hash {
  if (left.length !== hashBytes || right.length !== hashBytes) {
    throw new CodedError('log-hash-length', 'a hash in a tree is 32 bytes long');
  }
  nodeInput.set(left, 1);
  nodeInput.set(right, 1 + hashBytes);
  return platform.sha256(nodeInput);
}

/** Sizes and indexes are exact up to 2^53 - 1; none above is taken for one. */
export function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** The root of the tree of the first `size` leaves. Throws `log-range-invalid`. */
export function rootOf(size: number, reader: NodeReader): Hash {
  if (!isSize(size)) throw new CodedError('log-range-invalid', `${size} is no tree size`);
  return size === 0 ? emptyRoot : rangeRoot(0, size, reader);
}

/**
 * The proof that leaf `index` is in the tree of `size` leaves, from the leaf's sibling up: PATH(m, D[n]) of RFC 6962
 * section 2.1.1. Throws `log-range-invalid` unless index < size.
 */
export function inclusionProof(index: number, size: number, reader: NodeReader): Hash[] {
  if (!isSize(index) || !isSize(size) || index >= size) {
    throw new CodedError('log-range-invalid', `no leaf ${index} in a tree of size ${size}`);
  }
  const proof: Hash[] = [];
  let start = 0;
  let count = size;
  while (count > 1) {
    const left = largestPowerBelow(count);
    if (index - start < left) {
      proof.push(rangeRoot(start + left, count - left, reader));
      count = left;
    } else {
      proof.push(rangeRoot(start, left, reader));
      start += left;
      count -= left;
    }
  }
  return proof.reverse();
}

/**
 * The proof that the tree of `newSize` leaves extends that of `oldSize`: PROOF(m, D[n]) of RFC 6962 section 2.1.2.
 * Empty for equal sizes, and for oldSize 0, which needs no proof (C2SP tlog-witness sends none). Throws
 * `log-range-invalid` unless oldSize <= newSize.
 */
export function consistencyProof(oldSize: number, newSize: number, reader: NodeReader): Hash[] {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize) {
    throw new CodedError('log-range-invalid', `a tree of size ${oldSize} does not grow to ${newSize}`);
  }
  if (oldSize === 0) return [];
  const proof: Hash[] = [];
  let start = 0;
  let old = oldSize;
  let count = newSize;
  while (old < count) {
    const left = largestPowerBelow(count);
    if (old <= left) {
      proof.push(rangeRoot(start + left, count - left, reader));
      count = left;
    } else {
      proof.push(rangeRoot(start, left, reader));
      start += left;
      old -= left;
      count -= left;
    }
  }
  // The verifier holds the old root itself; it needs the last common subtree only where that is not all of it.
  if (start > 0) proof.push(rangeRoot(start, count, reader));
  return proof.reverse();
}

/** MTH(D[start : start + count]), where `start` is a multiple of the smallest power of two >= count. */
function rangeRoot(start: number, count: number, reader: NodeReader): Hash {
  const peaks: Hash[] = [];
  let at = start;
  let left = count;
  while (left > 0) {
    let level = 0;
    let width = 1;
    while (width * 2 <= left) {
      width *= 2;
      level++;
    }
    peaks.push(reader.node(level, at / width));
    at += width;
    left -= width;
  }
  return peaks.reduceRight((right, leftPeak) => nodeHash(leftPeak, right));
}

function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}
