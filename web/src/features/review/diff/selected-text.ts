import { lineText } from '../../../text/line-text.ts';
import type { FileText, ReadableText } from '../../../worker/reading.ts';
import { type LineSelection, rangeOf } from './cursor.ts';

/** The lines that are picked, as they are in the file. */
export function selectedText(text: FileText | ReadableText, selection: LineSelection): string {
  const side = text[selection.side];
  if (side === null) return '';
  const { from, to } = rangeOf(selection);
  let lines = '';
  for (let line = from; line <= to; line++) lines += `${lineText(side, line)}\n`;
  return lines;
}
