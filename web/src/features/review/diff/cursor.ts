import type { Side } from '../../../worker/reading.ts';
import type { Row, RowModel } from './row-model.ts';

export interface LinePlace {
  readonly side: Side;
  /** From 0. */
  readonly line: number;
}

/** The line of a row that a cursor coming from `side` stands on; null on a fold. */
export function placeIn(row: Row, side: Side): LinePlace | null {
  if (row.kind === 'fold') return null;
  if (row.kind === 'same') return { side: 'target', line: row.target };
  const at: Side = row[side] >= 0 ? side : side === 'base' ? 'target' : 'base';
  return { side: at, line: row[at] };
}

/** The row that is `lines` rows with lines further on from `index`; as far as there are any. Null if there is none. */
export function stepRows(model: RowModel, index: number, lines: number): number | null {
  const step = Math.sign(lines);
  let found: number | null = null;
  let left = Math.abs(lines);
  for (let at = index + step; left > 0 && at >= 0 && at < model.count; at += step) {
    if (model.isFold(at)) continue;
    found = at;
    left--;
  }
  return found;
}

/** Lines of one side that were picked for a comment; `head` is the end that moves. */
export interface LineSelection {
  readonly side: Side;
  readonly anchor: number;
  readonly head: number;
}

export function rangeOf(selection: LineSelection): { from: number; to: number } {
  const { anchor, head } = selection;
  return { from: Math.min(anchor, head), to: Math.max(anchor, head) };
}

export function isSelected(selection: LineSelection | null, row: Row): boolean {
  if (selection === null || row.kind === 'fold') return false;
  const line = row[selection.side];
  const { from, to } = rangeOf(selection);
  return line >= from && line <= to;
}

/** The selection with its head moved to the next line of its side; null where there is none in view. */
export function extendSelection(
  model: RowModel,
  selection: LineSelection,
  step: 1 | -1,
): LineSelection | null {
  const start = model.indexOf(selection.side, selection.head);
  for (let at = start + step; at >= 0 && at < model.count; at += step) {
    const row = model.rowAt(at);
    if (row.kind !== 'fold' && row[selection.side] >= 0) return { ...selection, head: row[selection.side] };
  }
  return null;
}
