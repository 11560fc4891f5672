import { moveWidth, type Side } from '../../../worker/reading.ts';
import { lastAtMost } from './row-model.ts';

/** Where a moved line stands on the other side. */
export interface MovedLine {
  readonly line: number;
  /** It is the first of its block. */
  readonly first: boolean;
  /** Lines of the block. */
  readonly lines: number;
}

export type MovedLines = (side: Side, line: number) => MovedLine | null;

/** Looks up FileText.moves from either side. */
export function movedLines(moves: Uint32Array): MovedLines {
  const blocks = Array.from({ length: moves.length / moveWidth }, (_, at) => ({
    base: moves[at * moveWidth] as number,
    target: moves[at * moveWidth + 1] as number,
    lines: moves[at * moveWidth + 2] as number,
  }));
  const sorted = {
    base: blocks.toSorted((a, b) => a.base - b.base),
    target: blocks.toSorted((a, b) => a.target - b.target),
  };
  return (side, line) => {
    const list = sorted[side];
    const block = list[lastAtMost(list.length, line, (at) => list[at]?.[side] ?? Infinity)];
    if (block === undefined || line >= block[side] + block.lines) return null;
    const offset = line - block[side];
    const there = side === 'base' ? block.target : block.base;
    return { line: there + offset, first: offset === 0, lines: block.lines };
  };
}
