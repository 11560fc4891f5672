import { lineBytes, lineCount } from '../../../text/line-text.ts';
import type { FileText, ReadableText } from '../../../worker/reading.ts';
import { windowUnits } from './line-window.ts';
import type { PreparedLine } from './prepared-line.ts';
import type { RawLines } from './raw-lines.ts';
import type { RowModel } from './row-model.ts';

/** Pixels, as the style sheets have them. */
export const rowHeight = 20;
export const foldHeights = { fine: 32, coarse: 44 } as const;
/** Of the shipped font at 13 px; where another stands in for it, heights are estimated a little wrong. */
const columnWidth = 7.8;

/** Digits that the largest line number takes, at least three. */
export function digitsOf(text: FileText | ReadableText, raw: RawLines): number {
  const largest = (['base', 'target'] as const).map((side) => {
    const lines = text[side];
    return lines === null || lineCount(lines) === 0 ? 0 : raw.toRaw(side, lineCount(lines) - 1) + 1;
  });
  return Math.max(3, String(Math.max(...largest)).length);
}

/** Where line numbers stand: both in one gutter, one in each of two, or one alone (a new or deleted file). */
export type Gutters = 'unified' | 'split' | 'single';

/** Columns of a line that are in view at once. */
export function columnsInView(width: number, digits: number, gutters: Gutters): number {
  const gutter = (gutters === 'unified' ? digits * 2 + 3 : digits + 2) * columnWidth + 16;
  const cell = (gutters === 'split' ? width / 2 : width) - gutter - 12;
  return Math.max(8, Math.floor(cell / columnWidth));
}

/** Columns are looked at by so many, so that scrolling sideways does not draw every row for every pixel. */
const columnStep = 100;

/** How many whole steps of columns lie to the left of what is in view. */
export function stepsScrolled(scrollLeft: number): number {
  return Math.floor(scrollLeft / columnWidth / columnStep);
}

/** Columns that can be seen until the next step, on a screen of so many. */
export function columnsFrom(steps: number, columns: number): { from: number; to: number } {
  const from = steps * columnStep;
  return { from: Math.max(0, from - columnStep / 4), to: from + columns + columnStep };
}

/**
 * Does a wrapped line take one row in whatever font stands in for the shipped one? Then its height needs no measuring.
 * No font of one width is wider than its height, which is less than two of these columns.
 */
export function surelyOneRow(line: PreparedLine, columns: number): boolean {
  const isPlain = !line.bidi && line.moved === null && !line.end.unfinished && line.end.sign === '';
  return isPlain && 2 * line.columns <= columns;
}

/** The height of a row with lines before it was drawn. */
export function estimatedHeight(
  model: RowModel,
  text: FileText | ReadableText,
  index: number,
  columns: number,
): number {
  const row = model.rowAt(index);
  if (row.kind === 'fold') return rowHeight;
  let length = 0;
  for (const side of ['base', 'target'] as const) {
    const lines = text[side];
    if (lines === null || row[side] < 0) continue;
    length = Math.max(length, Math.min(windowUnits, lineBytes(lines, row[side]).length));
  }
  return rowHeight * Math.max(1, Math.ceil(length / columns));
}
