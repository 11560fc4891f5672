import { hiddenCharacters } from '@countersign/shared/text/hidden-characters.ts';
import { visibleString } from '../../../ui/visible.ts';
import type {
  FileText,
  LineTokens,
  ReadableText,
  SearchHit,
  Side,
  SideText,
} from '../../../worker/reading.ts';
import { type LineEnd, lineEnd } from './line-ends.ts';
import { marksOf, tokensOf } from './line-spans.ts';
import { lineWindow, type LineWindow } from './line-window.ts';
import type { MovedLine, MovedLines } from './moved-lines.ts';
import type { LineRow } from './row-model.ts';
import { type HiddenSpan, type Run, runsOf } from './runs.ts';
import { movedWords } from './words.ts';

/** All that a row's lines are made of. */
export interface LineSource {
  readonly text: FileText | ReadableText;
  readonly tokens: { readonly base: LineTokens | null; readonly target: LineTokens | null };
  readonly moved: MovedLines;
  /** Sorted by `from`. */
  hitsOf(side: Side, line: number): readonly SearchHit[];
  readonly activeHit: SearchHit | null;
  /** Columns of the text that can be seen; beyond them nothing is coloured or marked. Null when lines wrap. */
  readonly columnsInView: { readonly from: number; readonly to: number } | null;
  /** Where the part of a long line that is in view begins. */
  windowStart(side: Side, line: number): number;
  /** The line of the raw file, from 0. */
  rawLine(side: Side, line: number): number;
}

/** A line ready to be drawn. */
export interface PreparedLine {
  readonly side: Side;
  readonly line: number;
  /** As people count: from 1, of the raw file. */
  readonly number: number;
  readonly kind: 'same' | 'removed' | 'added';
  readonly moved: MovedLine | null;
  /** "added line 14", "removed line 12, moved to line 30". */
  readonly spoken: string;
  /** "12 lines moved from", before file and line; empty for what did not move. */
  readonly movedWords: string;
  readonly runs: readonly Run[];
  readonly window: LineWindow;
  /** Some character of it could turn its neighbours round. */
  readonly bidi: boolean;
  /** Columns that the runs take, about. */
  readonly columns: number;
  readonly end: LineEnd;
}

const tabColumns = 4;
/** From Hebrew on; what stands before runs from left to right. */
const mayTurn = /[\u0590-\uffff]/;

export function prepareLine(source: LineSource, row: LineRow, side: Side): PreparedLine {
  const line = row[side];
  const kind = row.kind === 'same' ? 'same' : side === 'base' ? 'removed' : 'added';
  const text = source.text[side] as SideText;
  const window = lineWindow(text, line, source.windowStart(side, line));
  const { from } = window;
  const to = from + window.text.length;
  const first = from + (source.columnsInView?.from ?? 0);
  const last = Math.min(to, from + (source.columnsInView?.to ?? Infinity));
  const end = lineEnd(source.text, row, side);
  // A CR at the end that is not to be seen, or is shown as a sign, is not drawn again.
  const drawn = to === window.units && window.text.endsWith('\r') ? window.text.slice(0, -1) : window.text;
  const moved = kind === 'same' ? null : source.moved(side, line);
  const hidden = hiddenIn(drawn, from);
  const runs = runsOf(drawn, from, {
    tokens: tokensOf(source.tokens[side], line, first, last),
    marks: marksOf(side === 'base' ? source.text.baseMarks : source.text.targetMarks, line, first, last),
    hits: hitsIn(source, row, side),
    activeHit: isIn(source.activeHit, row, side) ? source.activeHit : null,
    hidden,
    blanks: kind !== 'same',
  });
  const number = source.rawLine(side, line) + 1;
  return {
    side,
    line,
    number,
    kind,
    moved,
    spoken: spokenLine(kind, number, moved),
    movedWords: moved === null || kind === 'same' ? '' : movedWords(kind, moved.lines),
    runs,
    window,
    bidi: mayTurn.test(drawn),
    columns: columnsOf(drawn, hidden.length),
    end,
  };
}

/** An unchanged line is drawn once, with what was found on either side. */
function hitsIn(source: LineSource, row: LineRow, side: Side): readonly SearchHit[] {
  const own = source.hitsOf(side, row[side]);
  if (row.kind !== 'same') return own;
  const others = source.hitsOf('base', row.base).filter((hit) => !own.some(({ from }) => from === hit.from));
  return others.length === 0 ? own : [...own, ...others].sort((a, b) => a.from - b.from);
}

function isIn(hit: SearchHit | null, row: LineRow, side: Side): boolean {
  if (hit === null) return false;
  return (hit.side === side || row.kind === 'same') && hit.line === row[hit.side];
}

/** What a screen reader says before a line. */
function spokenLine(kind: PreparedLine['kind'], number: number, moved: MovedLine | null): string {
  if (kind === 'same') return `line ${number}`;
  if (moved === null) return `${kind} line ${number}`;
  const path = moved.file === null ? '' : `${visibleString(moved.file.path)} `;
  return `${kind} line ${number}, ${movedWords(kind, 1)} ${path}line ${moved.line + 1}`;
}

/** Characters that do not show, and carriage returns within the line. */
function hiddenIn(text: string, from: number): HiddenSpan[] {
  const found = hiddenCharacters(text).map((character): HiddenSpan => ({
    from: from + character.at,
    to: from + character.at + character.length,
    shown: character.shown,
    name: character.name,
    glyph: character.kind === 'look-alike',
  }));
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
    const start = from + at;
    if (found.some((span) => span.from === start)) continue;
    found.push({ from: start, to: start + 1, shown: 'U+000D', name: 'carriage return', glyph: false });
  }
  return found.sort((a, b) => a.from - b.from);
}

function columnsOf(text: string, hidden: number): number {
  let columns = text.length + hidden * 8;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 9) columns += tabColumns - 1;
    // From Hangul Jamo on, where wide characters begin.
    else if (unit >= 0x1100) columns++;
  }
  return columns;
}
