import { equalBytes } from '../bytes/compare.ts';
import { CodedError } from '../errors.ts';
import { hashBytes, isSize, nodeHash, type Hash } from './merkle.ts';

export interface InclusionClaim {
  readonly index: number;
  /** Size and root are those of one checkpoint: with a made-up size an inner node would pass for a leaf. */
  readonly size: number;
  /** leafHash(entry), computed by whoever verifies. */
  readonly leaf: Hash;
  readonly proof: readonly Hash[];
  readonly root: Hash;
}

export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly newSize: number;
  readonly oldRoot: Hash;
  readonly newRoot: Hash;
  readonly proof: readonly Hash[];
}

/** Returns when `leaf` is leaf `index` of the tree with this root (RFC 9162 section 2.1.3.2); else `proof-invalid`. */
export function verifyInclusion({ index, size, leaf, proof, root }: InclusionClaim): void {
  demand(isSize(index) && isSize(size) && index < size, 'the index lies outside of the tree');
  demandHashes([leaf, root], proof);
  let fn = index;
  let sn = size - 1;
  let r = leaf;
  for (const p of proof) {
    demand(sn > 0, 'the proof is too long');
    if (isOdd(fn) || fn === sn) {
      r = nodeHash(p, r);
      while (!isOdd(fn) && fn > 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      r = nodeHash(r, p);
    }
    fn = half(fn);
    sn = half(sn);
  }
  demand(sn === 0, 'the proof is too short');
  demand(equalBytes(r, root), 'the proof leads to another root');
}

/**
 * Returns when the new tree begins with the old one (RFC 9162 section 2.1.4.2); else `proof-invalid`. Every tree extends
 * the empty one, which proves nothing: oldSize 0 is refused, and whoever starts from nothing says so by not calling this.
 */
export function verifyConsistency({ oldSize, newSize, oldRoot, newRoot, proof }: ConsistencyClaim): void {
  demand(isSize(oldSize) && isSize(newSize) && oldSize <= newSize, 'the sizes do not grow');
  demand(oldSize > 0, 'nothing is proved about the empty tree');
  if (oldSize === newSize) {
    demand(proof.length === 0, 'equal sizes need no proof');
    demand(equalBytes(oldRoot, newRoot), 'one size, two roots');
    return;
  }
  demand(proof.length > 0, 'the proof is empty');
  demandHashes([oldRoot, newRoot], proof);
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof;
  let fn = oldSize - 1;
  let sn = newSize - 1;
  while (isOdd(fn)) {
    fn = half(fn);
    sn = half(sn);
  }
  const first = path[0] as Hash;
  let fr = first;
  let sr = first;
  for (const c of path.slice(1)) {
    demand(sn > 0, 'the proof is too long');
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(c, fr);
      sr = nodeHash(c, sr);
      while (!isOdd(fn) && fn > 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      sr = nodeHash(sr, c);
    }
    fn = half(fn);
    sn = half(sn);
  }
  demand(sn === 0, 'the proof is too short');
  demand(equalBytes(fr, oldRoot), 'the proof leads to another old root');
  demand(equalBytes(sr, newRoot), 'the proof leads to another new root');
}

// No proof between trees of at most 2^53 leaves is longer: 53 levels, and one more for the old tree's last subtree.
const maxProof = 54;

function demandHashes(hashes: readonly Hash[], proof: readonly Hash[]): void {
  demand(proof.length <= maxProof, 'the proof is too long');
  const right = [...hashes, ...proof].every((hash) => hash.length === hashBytes);
  demand(right, 'a hash in a proof is 32 bytes long');
}

function demand(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new CodedError('proof-invalid', otherwise);
}

// Not the bit operators, which cut numbers to 32 bits.
function isOdd(n: number): boolean {
  return n % 2 === 1;
}

function half(n: number): number {
  return Math.floor(n / 2);
}

function isPowerOfTwo(n: number): boolean {
  let rest = n;
  while (rest > 1 && !isOdd(rest)) rest /= 2;
  return rest === 1;
}
