import { editKinds, editWidth, type Side } from '../../../worker/reading.ts';
import { editAt, type Expansions, layOut, type Layout, segmentKinds, segmentWidth } from './segments.ts';

/** A row with lines, from 0; -1 where a side has none. */
export interface LineRow {
  /** `changed` has a removed line beside an added one (split layout). */
  readonly kind: 'same' | 'removed' | 'added' | 'changed';
  readonly base: number;
  readonly target: number;
  /** The line of the other side that stands at the same place in the same change, -1 if none. */
  readonly other: number;
  /** In a gap that was too hard to diff. */
  readonly hard: boolean;
}

/** Unchanged lines that are not in view. */
export interface FoldRow {
  readonly kind: 'fold';
  readonly base: number;
  readonly target: number;
  readonly lines: number;
  /** Its edit's place in FileText.edits, by which it is expanded. */
  readonly edit: number;
  /** There is a change above or below, towards which it can be expanded. */
  readonly above: boolean;
  readonly below: boolean;
}

export type Row = LineRow | FoldRow;

/** The rows of one file as they stand on the screen; nothing is stored for a row. */
export interface RowModel {
  readonly count: number;
  /** Changes, in groups as they are stepped through. */
  readonly hunks: number;
  rowAt(index: number): Row;
  isFold(index: number): boolean;
  /** The row that has the line, or the fold that hides it; -1 if there is no such line. */
  indexOf(side: Side, line: number): number;
  /** The first row of the next group of changes below `index`, of the last one above it; -1 if none. */
  nextHunk(index: number): number;
  previousHunk(index: number): number;
  /** The last changed row of the group of changes that `index` is in, or behind; -1 if none. */
  endOfHunk(index: number): number;
}

const kindNames = ['same', 'removed', 'added', 'changed'] as const;

export function rowModel(edits: Uint32Array, layout: Layout, expansions: Expansions): RowModel {
  const { numbers, count, rows, hunks } = layOut(edits, layout, expansions);
  const editCount = edits.length / editWidth;
  const number = (segment: number, place: number) => numbers[segment * segmentWidth + place] as number;
  /** The last segment whose number at `place` is at most `value`. */
  const segmentOf = (place: number, value: number) =>
    lastAtMost(count, value, (segment) => number(segment, place));

  return {
    count: rows,
    hunks: hunks.length,
    rowAt(index) {
      const segment = segmentOf(1, index);
      const kind = number(segment, 0);
      const baseStart = number(segment, 2);
      const targetStart = number(segment, 4);
      const edit = number(segment, 6);
      if (kind === segmentKinds.fold) {
        const lines = number(segment, 3);
        const above = edit > 0;
        const below = edit < editCount - 1;
        return { kind: 'fold', base: baseStart, target: targetStart, lines, edit, above, below };
      }
      const offset = index - number(segment, 1);
      const base = offset < number(segment, 3) ? baseStart + offset : -1;
      const target = offset < number(segment, 5) ? targetStart + offset : -1;
      const name = kind === segmentKinds.changed ? changedKind(base, target) : kindNames[kind];
      return {
        kind: name as LineRow['kind'],
        base,
        target,
        other: base >= 0 && target >= 0 ? target : counterpart(edits, edit, offset),
        hard: number(segment, 7) === 1,
      };
    },
    isFold: (index) => number(segmentOf(1, index), 0) === segmentKinds.fold,
    indexOf(side, line) {
      const [start, lines] = side === 'base' ? [2, 3] : [4, 5];
      const segment = segmentOf(start, line);
      if (segment < 0) return -1;
      const offset = line - number(segment, start);
      if (offset < 0 || offset >= number(segment, lines)) return -1;
      return number(segment, 1) + (number(segment, 0) === segmentKinds.fold ? 0 : offset);
    },
    nextHunk(index) {
      const at = lastAtMost(hunks.length, index, (hunk) => hunks[hunk] as number) + 1;
      return hunks[at] ?? -1;
    },
    endOfHunk(index) {
      const next = this.nextHunk(index);
      let segment = segmentOf(1, (next < 0 ? rows : next) - 1);
      const isChange = () =>
        number(segment, 0) !== segmentKinds.same && number(segment, 0) !== segmentKinds.fold;
      while (segment >= 0 && !isChange()) segment--;
      return (segment + 1 < count ? number(segment + 1, 1) : rows) - 1;
    },
    previousHunk(index) {
      const at = lastAtMost(hunks.length, index - 1, (hunk) => hunks[hunk] as number);
      return hunks[at] ?? -1;
    },
  };
}

/** Of a pair whose one side is longer, the rest is merely removed or added. */
function changedKind(base: number, target: number): LineRow['kind'] {
  if (base < 0) return 'added';
  return target < 0 ? 'removed' : 'changed';
}

function counterpart(edits: Uint32Array, edit: number, offset: number): number {
  const { kind } = editAt(edits, edit);
  if (kind === editKinds.removed && (edit + 1) * editWidth < edits.length) {
    const next = editAt(edits, edit + 1);
    return next.kind === editKinds.added && offset < next.targetLines ? next.targetStart + offset : -1;
  }
  if (kind === editKinds.added && edit > 0) {
    const last = editAt(edits, edit - 1);
    return last.kind === editKinds.removed && offset < last.baseLines ? last.baseStart + offset : -1;
  }
  return -1;
}

/** The last index in [0, count) whose value, ascending, is at most `limit`; -1 if none. */
export function lastAtMost(count: number, limit: number, valueAt: (index: number) => number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
