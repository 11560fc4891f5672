import type { Edit } from '@countersign/shared/diff/edit.ts';
import { ChangedTexts } from '@countersign/shared/diff/changed-lines.ts';
import { splitLines } from '@countersign/shared/diff/lines.ts';
import { movedBlocksOf, type MoveSource } from '@countersign/shared/diff/moves.ts';
import { Breath } from '../breath.ts';
import { moveWidth } from '../reading.ts';
import type { FilePair } from './file-pair.ts';
import { packMoves } from './pack-moves.ts';

/** Of all changed lines together: beyond it blocks are sought within each file alone. */
const most: Size = { bytes: 32 * 1024 * 1024, lines: 400_000 };

interface Size {
  readonly bytes: number;
  readonly lines: number;
}

interface MoveWork {
  readonly pairs: readonly FilePair[];
  readonly edits: (pair: FilePair) => readonly Edit[];
  readonly signal: AbortSignal;
}

/** The moved blocks that begin or end in a file, as `ReadingWorker.moves` gives them. */
export type MovesOfFile = (index: number) => Uint32Array;

/**
 * Finds moved blocks across all files, letting other requests in between; null when there are too many changed lines, and
 * when the signal calls it off.
 */
export async function findChangeMoves({ pairs, edits, signal }: MoveWork): Promise<MovesOfFile | null> {
  const breath = new Breath();
  const changed = new ChangedTexts();
  let { bytes, lines } = most;
  for (const pair of pairs) {
    await breath.take();
    if (signal.aborted) return null;
    // What a renamed file was and what it became are compared once, at its new place.
    if (pair.kind !== 'text' || pair.renamedTo !== null) continue;
    const source = sourceOf(pair, edits(pair));
    const size = changedSize(source);
    bytes -= size.bytes;
    lines -= size.lines;
    if (bytes < 0 || lines < 0) return null;
    changed.add(pair.index, source);
  }
  const moves = packMoves(movedBlocksOf(changed));
  const placeOf = new Map(pairs.map(({ entry, index }) => [entry.path, index]));
  return (index) => {
    const to = pairs[index]?.renamedTo ?? null;
    const place = to === null ? index : placeOf.get(to);
    return place === undefined ? new Uint32Array(0) : movesOf(moves, place, index);
  };
}

function sourceOf({ compared: { base, target } }: FilePair, edits: readonly Edit[]): MoveSource {
  return { base: base && splitLines(base.content), target: target && splitLines(target.content), edits };
}

function changedSize({ base, target, edits }: MoveSource): Size {
  let bytes = 0;
  let lines = 0;
  for (const { kind, baseStart, baseEnd, targetStart, targetEnd } of edits) {
    const [side, start, end] =
      kind === 'removed' ? [base, baseStart, baseEnd] : [target, targetStart, targetEnd];
    if (kind === 'same' || side === null) continue;
    bytes += (side.starts[end] as number) - (side.starts[start] as number);
    lines += end - start;
  }
  return { bytes, lines };
}

/** The rows of the file at `place`, under the index by which it was asked for. */
function movesOf(moves: Uint32Array, place: number, index: number): Uint32Array {
  const rows: number[] = [];
  for (let at = 0; at < moves.length; at += moveWidth) {
    if (moves[at] !== place && moves[at + 2] !== place) continue;
    const row = moves.slice(at, at + moveWidth);
    for (const column of [0, 2]) if (row[column] === place) row[column] = index;
    rows.push(...row);
  }
  return Uint32Array.from(rows);
}
