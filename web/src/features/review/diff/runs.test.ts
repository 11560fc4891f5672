import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Span } from './line-spans.ts';
import { type Layers, type Run, runsOf } from './runs.ts';

const bare: Layers = { tokens: [], marks: [], hits: [], activeHit: null, hidden: [], blanks: false };

/** Spans in order, without overlap. */
const spans = fc
  .uniqueArray(fc.nat(60), { maxLength: 12 })
  .map((ends) => ends.sort((a, b) => a - b))
  .map((ends) =>
    ends.flatMap((from, at): Span[] => {
      const to = ends[at + 1];
      return at % 2 === 0 && to !== undefined ? [{ from, to }] : [];
    }),
  );

const layers = fc.record({ tokens: spans, marks: spans, hits: spans, blanks: fc.boolean() });
const texts = fc
  .array(fc.constantFrom('a', 'b', ' ', '\t', '.'), { maxLength: 60 })
  .map((all) => all.join(''));

function unitsWith(runs: readonly Run[], has: (run: Run) => boolean): number[] {
  const units: number[] = [];
  let at = 0;
  for (const run of runs) {
    for (let i = 0; i < run.text.length; i++) if (has(run)) units.push(at + i);
    at += run.text.length;
  }
  return units;
}

function covered(spans: readonly Span[], length: number): number[] {
  return Array.from({ length }, (_, at) => at).filter((at) =>
    spans.some(({ from, to }) => from <= at && at < to),
  );
}

test('no character of a line is lost or drawn twice, whatever lies over it', () => {
  fc.assert(
    fc.property(texts, layers, (text, over) => {
      const tokens = over.tokens.map((span, at) => ({ ...span, style: at % 3 }));
      const runs = runsOf(text, 0, { ...bare, ...over, tokens });
      expect(runs.map((run) => run.text).join('')).toBe(text);
      expect(unitsWith(runs, ({ marked }) => marked)).toEqual(covered(over.marks, text.length));
      expect(unitsWith(runs, ({ hit }) => hit !== 'no')).toEqual(covered(over.hits, text.length));
      expect(unitsWith(runs, ({ style }) => style >= 0)).toEqual(covered(over.tokens, text.length));
    }),
  );
});

test('what looks the same is one run', () => {
  const tokens = [
    { from: 0, to: 2, style: 4 },
    { from: 2, to: 5, style: 4 },
  ];
  expect(runsOf('abcdef', 0, { ...bare, tokens }).map(({ text }) => text)).toEqual(['abcde', 'f']);
});

test('a hidden character stands by itself, amid a token and a mark', () => {
  const hidden = [{ from: 2, to: 3, shown: 'U+202E', name: 'right-to-left override', glyph: false }];
  const runs = runsOf('ab\u202ecd', 0, { ...bare, hidden, marks: [{ from: 0, to: 5 }] });
  expect(runs.map((run) => run.hidden?.shown ?? run.text)).toEqual(['ab', 'U+202E', 'cd']);
  expect(runs.every(({ marked }) => marked)).toBe(true);
});

test('a window into a line keeps to the places of the whole line', () => {
  const runs = runsOf('cdef', 100, { ...bare, marks: [{ from: 101, to: 103 }] });
  expect(runs.map(({ text, marked }) => [text, marked])).toEqual([
    ['c', false],
    ['de', true],
    ['f', false],
  ]);
});

test('the active hit is told from the others', () => {
  const hits = [
    { from: 0, to: 1 },
    { from: 2, to: 3 },
  ];
  const runs = runsOf('a.a', 0, { ...bare, hits, activeHit: { from: 2, to: 3 } });
  expect(runs.map(({ hit }) => hit)).toEqual(['hit', 'no', 'active']);
});

test('tabs, and blanks at the end, show in a changed line', () => {
  const runs = runsOf('\tx y  ', 0, { ...bare, blanks: true });
  expect(runs.map(({ text, blank }) => [text, blank])).toEqual([
    ['\t', 'tab'],
    ['x y', 'no'],
    ['  ', 'trailing'],
  ]);
});
