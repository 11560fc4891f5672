import { expect, test } from 'vitest';
import type { FileText, SearchHit, Side } from '../../../worker/reading.ts';
import { windowUnits } from './line-window.ts';
import { movedLines } from './moved-lines.ts';
import { type LineSource, prepareLine } from './prepared-line.ts';
import { type LineRow, rowModel } from './row-model.ts';
import { fileText } from './testing/file-text.ts';

function sourceOf(text: FileText, more: Partial<LineSource> = {}): LineSource {
  return {
    text,
    tokens: { base: null, target: null },
    moved: movedLines({ rows: text.moves, pathOf: (index) => `lib/${index}\u202e.js` }, 0),
    hitsOf: () => [],
    activeHit: null,
    columnsInView: null,
    windowStart: () => 0,
    rawLine: (_, line) => line,
    ...more,
  };
}

/** The line as it is drawn. */
function prepare(text: FileText, side: Side, line: number, more: Partial<LineSource> = {}) {
  const model = rowModel(text.edits, 'unified', 'all');
  return prepareLine(sourceOf(text, more), model.rowAt(model.indexOf(side, line)) as LineRow, side);
}

function drawn(text: FileText, side: Side, line: number): string {
  return prepare(text, side, line)
    .runs.map((run) => (run.hidden ? `[${run.hidden.shown}]` : run.text))
    .join('');
}

test('a line that a bidi override would turn round is drawn with the override spelled out', () => {
  const text = fileText({ base: 'x\n', target: 'if (admin\u202e) {\n' });
  expect(drawn(text, 'target', 0)).toBe('if (admin[U+202E]) {');
});

test('right-to-left letters make a line isolated', () => {
  const text = fileText({ base: null, target: 'a("שלום", 1)\nplain é\n' });
  expect(prepare(text, 'target', 0).bidi).toBe(true);
  expect(prepare(text, 'target', 1).bidi).toBe(false);
});

test('NULs, escapes and carriage returns amid a line are spelled out', () => {
  const text = fileText({ base: null, target: 'a\0b\u001b[31mc\rd\n' });
  expect(drawn(text, 'target', 0)).toBe('a[U+0000]b[U+001B][31mc[U+000D]d');
});

test('a file with CRLF throughout shows no line ends', () => {
  const text = fileText({ base: 'a\r\nb\r\n', target: 'a\r\nB\r\n' });
  expect(drawn(text, 'target', 1)).toBe('B');
  expect(prepare(text, 'target', 1).end).toEqual({ sign: '', unfinished: false });
});

test('where only the line end differs, both ends show', () => {
  const text = fileText({ base: 'a\r\nsame\n', target: 'a\nsame\n' });
  expect(prepare(text, 'base', 0).end.sign).toBe('CR');
  expect(prepare(text, 'target', 0).end.sign).toBe('LF');
});

test('a missing newline at the end of the file is told, on the side that lacks it', () => {
  const text = fileText({ base: 'a', target: 'a\n' });
  expect(prepare(text, 'base', 0).end).toEqual({ sign: '', unfinished: true });
  expect(prepare(text, 'target', 0).end).toEqual({ sign: '', unfinished: false });
});

test('only the last line can lack its newline', () => {
  const text = fileText({ base: 'a\nb', target: 'A\nB' });
  expect([0, 1].map((line) => prepare(text, 'target', line).end.unfinished)).toEqual([false, true]);
});

test('a screen reader hears what happened to a line, and where it went', () => {
  const text = fileText({ base: 'a\nb\nc\n', target: 'b\nc\na\n', moves: [0, 0, 0, 2, 1] });
  expect(prepare(text, 'base', 0).spoken).toBe('removed line 1, moved to line 3');
  expect(prepare(text, 'target', 2).spoken).toBe('added line 3, moved from line 1');
  expect(prepare(text, 'target', 0).spoken).toBe('line 1');
});

test('a screen reader hears from which file a line came, hidden characters of its path spelled out', () => {
  const text = fileText({ base: 'a\n', target: 'b\n', moves: [3, 6, 0, 0, 4] });
  const line = prepare(text, 'target', 0);
  expect(line.spoken).toBe('added line 1, moved from lib/3U+202E.js line 7');
  expect(line.movedWords).toBe('4 lines moved from');
  expect(prepare(text, 'base', 0).spoken).toBe('removed line 1');
});

test('of a long line no more is drawn than a window, and the rest is counted', () => {
  const text = fileText({ base: null, target: `${'x'.repeat(3_000_000)}evil\n` });
  const { runs, window } = prepare(text, 'target', 0);
  expect(runs.map((run) => run.text).join('')).toHaveLength(windowUnits);
  expect(window).toMatchObject({ from: 0, units: 3_000_004 });
  const end = prepare(text, 'target', 0, { windowStart: () => 3_000_000 });
  expect(end.runs.map((run) => run.text)).toEqual(['evil']);
});

test('a window never cuts a character in two', () => {
  const text = fileText({ base: null, target: `x${'😀'.repeat(3000)}\n` });
  const first = prepare(text, 'target', 0).window;
  expect(first.text.length).toBe(windowUnits - 1);
  const next = prepare(text, 'target', 0, { windowStart: () => windowUnits }).window;
  expect(next.from).toBe(windowUnits - 1);
  expect(next.text.startsWith('😀')).toBe(true);
});

test('a carriage return where a window ends is no line end', () => {
  const text = fileText({ base: null, target: `${'x'.repeat(windowUnits - 1)}\revil\n` });
  expect(prepare(text, 'target', 0).runs.at(-1)?.hidden?.shown).toBe('U+000D');
});

test('columns out of view are not coloured, but what is hidden in them is still spelled out', () => {
  const tokens = { lines: Uint32Array.from([0, 2]), spans: Uint32Array.from([0, 2, 0, 50, 52, 0]) };
  const text = fileText({ base: null, target: `ab${'x'.repeat(48)}cd\u200b\n` });
  const more = { tokens: { base: null, target: tokens }, columnsInView: { from: 0, to: 20 } };
  const { runs } = prepare(text, 'target', 0, more);
  expect(runs.map(({ style }) => style)).toEqual([0, -1, -1]);
  expect(runs.at(-1)?.hidden?.shown).toBe('U+200B');
});

test('an unchanged line shows what was found on either side', () => {
  const text = fileText({ base: 'needle\nx\n', target: 'needle\ny\n' });
  const hit: SearchHit = { index: 0, side: 'base', line: 0, from: 0, to: 6 };
  const hitsOf = (side: Side) => (side === 'base' ? [hit] : []);
  const { runs } = prepare(text, 'target', 0, { hitsOf, activeHit: hit });
  expect(runs).toMatchObject([{ text: 'needle', hit: 'active' }]);
});
