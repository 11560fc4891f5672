import { type LineTokens, markWidth } from '../../../worker/reading.ts';
import { lastAtMost } from './row-model.ts';

/** A part of a line, in UTF-16 units of lineText. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface StyledSpan extends Span {
  /** Index of tokenStyles. */
  readonly style: number;
}

/** The intraline marks of a line, of FileText.baseMarks or targetMarks, as far as they lie in [from, to). */
export function marksOf(marks: Uint32Array, line: number, from: number, to: number): Span[] {
  const count = marks.length / markWidth;
  const found: Span[] = [];
  let at = lastAtMost(count, line - 1, (mark) => marks[mark * markWidth] as number) + 1;
  for (; at < count && marks[at * markWidth] === line; at++) {
    const mark = cut(marks[at * markWidth + 1] as number, marks[at * markWidth + 2] as number, from, to);
    if (mark) found.push(mark);
  }
  return found;
}

/** The tokens of a line as far as they lie in [from, to). */
export function tokensOf(tokens: LineTokens | null, line: number, from: number, to: number): StyledSpan[] {
  const start = tokens?.lines[line];
  const end = tokens?.lines[line + 1];
  if (!tokens || start === undefined || end === undefined) return [];
  const { spans } = tokens;
  const found: StyledSpan[] = [];
  // A minified line has a million tokens: the first that matters is looked for, not walked to.
  const skipped = lastAtMost(end - start, from, (token) => spans[(start + token) * 3 + 1] as number) + 1;
  for (let token = start + skipped; token < end; token++) {
    if ((spans[token * 3] as number) >= to) break;
    const span = cut(spans[token * 3] as number, spans[token * 3 + 1] as number, from, to);
    if (span) found.push({ ...span, style: spans[token * 3 + 2] as number });
  }
  return found;
}

function cut(spanFrom: number, spanTo: number, from: number, to: number): Span | null {
  const start = Math.max(spanFrom, from);
  const end = Math.min(spanTo, to);
  return start < end ? { from: start, to: end } : null;
}
