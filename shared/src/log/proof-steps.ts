import { CodedError } from '../errors.ts';
import { isSize, nodeHash, type Hash } from './merkle.ts';

/** One step up a tree: a node and its sibling make the node above them. */
export interface ProofStep {
  readonly sibling: Hash;
  /** Where the sibling stands; the node so far stands on the other side. */
  readonly side: 'left' | 'right';
  /** SHA-256(01 ‖ left ‖ right). */
  readonly result: Hash;
}

/**
 * What verifyInclusion (proof.ts) computes, step by step, for people to follow: the last result is to be the root. It
 * proves nothing by itself. Throws `proof-invalid` on a proof of another length than index and size ask for.
 */
export function inclusionSteps(index: number, size: number, leaf: Hash, proof: readonly Hash[]): ProofStep[] {
  if (!isSize(index) || !isSize(size) || index >= size) throw wrong('the index lies outside of the tree');
  const steps: ProofStep[] = [];
  let at = index;
  let last = size - 1;
  let here = leaf;
  for (const sibling of proof) {
    if (last === 0) throw wrong('the proof is too long');
    // A node at the right edge without a sibling goes up as it is.
    while (at % 2 === 0 && at === last) {
      at = Math.floor(at / 2);
      last = Math.floor(last / 2);
    }
    const side = at % 2 === 1 ? 'left' : 'right';
    here = side === 'left' ? nodeHash(sibling, here) : nodeHash(here, sibling);
    steps.push({ sibling, side, result: here });
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  if (last !== 0) throw wrong('the proof is too short');
  return steps;
}

function wrong(what: string): CodedError {
  return new CodedError('proof-invalid', what);
}
