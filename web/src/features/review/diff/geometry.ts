import { lineBytes, lineCount } from '../../../text/line-text.ts';
import type { FileText, ReadableText } from '../../../worker/reading.ts';
import { windowUnits } from './line-window.ts';
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

/** Columns of a line that are in view at once. */
export function columnsInView(width: number, digits: number, split: boolean): number {
  const gutter = split ? digits * columnWidth + 20 : digits * 2 * columnWidth + 32;
  const cell = (split ? width / 2 : width) - gutter - 28;
  return Math.max(8, Math.floor(cell / columnWidth));
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
