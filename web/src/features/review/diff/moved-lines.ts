import { moveWidth, type Side } from '../../../worker/reading.ts';
import { lastAtMost } from './row-model.ts';

/** Where a moved line stands on the other side. */
export interface MovedLine {
  /** The file there; null when it is this one. */
  readonly file: { readonly index: number; readonly path: string } | null;
  readonly line: number;
  /** It is the first of its block. */
  readonly first: boolean;
  /** Lines of the block. */
  readonly lines: number;
}

export type MovedLines = (side: Side, line: number) => MovedLine | null;

/** Moved blocks of a file, and what the files are called. */
export interface Moves {
  /** Rows of `moveWidth`. */
  readonly rows: Uint32Array;
  readonly pathOf: (index: number, side: Side) => string;
}

interface Block {
  readonly start: number;
  readonly file: number;
  readonly there: number;
  readonly lines: number;
}

/** Looks up the moves of the file `here` from either side. */
export function movedLines({ rows, pathOf }: Moves, here: number): MovedLines {
  const blocks: Record<Side, Block[]> = { base: [], target: [] };
  for (let at = 0; at + moveWidth <= rows.length; at += moveWidth) {
    const row = rows.subarray(at, at + moveWidth);
    const [baseFile, base, targetFile, target, lines] = row as unknown as [
      number,
      number,
      number,
      number,
      number,
    ];
    if (baseFile === here) blocks.base.push({ start: base, file: targetFile, there: target, lines });
    if (targetFile === here) blocks.target.push({ start: target, file: baseFile, there: base, lines });
  }
  blocks.base.sort((a, b) => a.start - b.start);
  blocks.target.sort((a, b) => a.start - b.start);
  return (side, line) => {
    const list = blocks[side];
    const block = list[lastAtMost(list.length, line, (at) => list[at]?.start ?? Infinity)];
    if (block === undefined || line >= block.start + block.lines) return null;
    const offset = line - block.start;
    const { file: index, there, lines } = block;
    const other = side === 'base' ? 'target' : 'base';
    const file = index === here ? null : { index, path: pathOf(index, other) };
    return { file, line: there + offset, first: offset === 0, lines };
  };
}
