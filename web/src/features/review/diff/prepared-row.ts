import type { Side } from '../../../worker/reading.ts';
import { type LineSource, type PreparedLine, prepareLine } from './prepared-line.ts';
import type { Row, RowModel } from './row-model.ts';

/** A row ready to be drawn; the same object as long as nothing in it changes. */
export interface PreparedRow {
  readonly row: Row;
  /** Stays with the row's lines when other rows come and go. */
  readonly key: string;
  /** Of an unchanged row only the target's line is prepared: the base's is alike. */
  readonly base: PreparedLine | null;
  readonly target: PreparedLine | null;
  /** From 1; undefined where a side has no line. */
  readonly baseNumber: number | undefined;
  readonly targetNumber: number | undefined;
}

/** Rows that are kept prepared: several screens of them. */
const keptRows = 600;

/** Prepares rows once. To be made anew when the model or the source changes. */
export function rowCache(model: RowModel, source: LineSource): (index: number) => PreparedRow {
  const kept = new Map<number, PreparedRow>();
  return (index) => {
    const known = kept.get(index);
    if (known !== undefined) return known;
    if (kept.size >= keptRows) kept.clear();
    const prepared = prepareRow(source, model.rowAt(index));
    kept.set(index, prepared);
    return prepared;
  };
}

function rowKey(row: Row): string {
  if (row.kind === 'fold') return `fold ${row.edit}`;
  return row.target >= 0 ? `target ${row.target}` : `base ${row.base}`;
}

function prepareRow(source: LineSource, row: Row): PreparedRow {
  const key = rowKey(row);
  if (row.kind === 'fold') {
    return { row, key, base: null, target: null, baseNumber: undefined, targetNumber: undefined };
  }
  const number = (side: Side) => {
    const raw = row[side] < 0 ? -1 : source.rawLine(side, row[side]);
    // In a guide a raw line may be many rows: the first has its number.
    const again = row[side] > 0 && source.rawLine(side, row[side] - 1) === raw;
    return raw < 0 || again ? undefined : raw + 1;
  };
  return {
    row,
    key,
    base: row.kind === 'same' || row.base < 0 ? null : prepareLine(source, row, 'base'),
    target: row.target < 0 ? null : prepareLine(source, row, 'target'),
    baseNumber: number('base'),
    targetNumber: number('target'),
  };
}
