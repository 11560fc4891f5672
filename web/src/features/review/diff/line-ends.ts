import { lineBytes, lineCount } from '../../../text/line-text.ts';
import type { FileText, Side } from '../../../worker/reading.ts';
import type { LineRow } from './row-model.ts';

/** How a line ends, as far as that is to be seen. */
export interface LineEnd {
  /** `CR` or `LF`, where the line in its place ends differently. */
  readonly sign: string;
  /** The last line, and no line feed after it. */
  readonly unfinished: boolean;
}

const plainEnd: LineEnd = { sign: '', unfinished: false };
const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** The end of the line of `side` in a row that is changed; unchanged lines end alike on both sides. */
export function lineEnd(text: FileText | Omit<FileText, 'index'>, row: LineRow, side: Side): LineEnd {
  const own = text[side];
  const line = row[side];
  if (row.kind === 'same' || own === null || line < 0) return plainEnd;
  const unfinished = line === lineCount(own) - 1 && own.bytes.at(-1) !== lineFeed;
  const facing = side === 'base' ? text.target : text.base;
  if (facing === null || lineCount(facing) === 0) return { sign: '', unfinished };
  const paired = row.kind === 'changed' ? row[side === 'base' ? 'target' : 'base'] : row.other;
  const ownReturn = lineBytes(own, line).at(-1) === carriageReturn;
  const otherReturn = lineBytes(facing, Math.max(0, paired)).at(-1) === carriageReturn;
  if (ownReturn === otherReturn) return { sign: '', unfinished };
  return { sign: ownReturn ? 'CR' : unfinished ? '' : 'LF', unfinished };
}
