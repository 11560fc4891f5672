import { CodedError } from '../errors.ts';
import { emptyRoot, hashBytes, isSize, nodeHash, type Hash, type NodeReader } from './merkle.ts';

/** A frontier at rest: the roots of the complete subtrees that make up the tree, the largest (leftmost) first. */
export interface FrontierState {
  readonly size: number;
  readonly peaks: readonly Hash[];
}

/** Told of each subtree that became complete, the leaf itself (level 0) first: what a writer puts into tiles. */
export type OnNode = (level: number, index: number, hash: Hash) => void;

/**
 * The right edge of a growing tree (RFC 6962 section 2.1): takes leaf hashes in order, knows the root at every size, and
 * holds at most 53 hashes.
 */
export class Frontier {
  #size = 0;
  readonly #peaks: (Hash | null)[] = [];
  readonly #onNode: OnNode | undefined;

  constructor(onNode?: OnNode) {
    this.#onNode = onNode;
  }

  /** Goes on from a state(); throws `frontier-malformed` when the peaks are not those of a tree of that size. */
  static fromState(state: FrontierState, onNode?: OnNode): Frontier {
    const levels = isSize(state.size) ? peakLevels(state.size) : [];
    if (!isSize(state.size) || levels.length !== state.peaks.length) {
      throw new CodedError('frontier-malformed', 'the peaks are not those of a tree of this size');
    }
    const frontier = new Frontier(onNode);
    frontier.#size = state.size;
    const top = levels[0] ?? -1;
    for (let level = 0; level <= top; level++) frontier.#peaks.push(null);
    for (const [i, level] of levels.entries()) {
      const peak = state.peaks[i];
      if (peak?.length !== hashBytes) throw new CodedError('frontier-malformed', 'a peak is 32 bytes long');
      frontier.#peaks[level] = peak;
    }
    return frontier;
  }

  /** Goes on from a stored tree, say from its tiles. Compare root() with what was signed before trusting it. */
  static fromReader(size: number, reader: NodeReader, onNode?: OnNode): Frontier {
    if (!isSize(size)) throw new CodedError('log-range-invalid', `${size} is no tree size`);
    // Each peak is the last complete subtree of its level.
    const peaks = peakLevels(size).map((level) => reader.node(level, Math.floor(size / 2 ** level) - 1));
    return Frontier.fromState({ size, peaks }, onNode);
  }

  get size(): number {
    return this.#size;
  }

  append(leaf: Hash): void {
    if (leaf.length !== hashBytes) throw new CodedError('log-hash-length', 'a leaf hash is 32 bytes long');
    if (!isSize(this.#size + 1)) throw new CodedError('log-range-invalid', 'the tree is full');
    let hash = leaf;
    let index = this.#size;
    let level = 0;
    this.#onNode?.(level, index, hash);
    for (let peak = this.#peaks[level]; peak; peak = this.#peaks[level]) {
      hash = nodeHash(peak, hash);
      this.#peaks[level] = null;
      level++;
      index = (index - 1) / 2;
      this.#onNode?.(level, index, hash);
    }
    this.#peaks[level] = hash;
    this.#size++;
  }

  root(): Hash {
    let root: Hash | null = null;
    for (const peak of this.#peaks) {
      if (peak) root = root ? nodeHash(peak, root) : peak;
    }
    return root ?? emptyRoot;
  }

  state(): FrontierState {
    return { size: this.#size, peaks: this.#peaks.filter((peak) => peak !== null).reverse() };
  }
}

/** The levels of the complete subtrees of a tree, the largest first: the one bits of its size. */
function peakLevels(size: number): number[] {
  const levels: number[] = [];
  for (let rest = size, level = 0; rest > 0; rest = Math.floor(rest / 2), level++) {
    if (rest % 2 === 1) levels.unshift(level);
  }
  return levels;
}
