import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changedLines,
  coverageOf,
  nothingShown,
  oneLine,
  withinChanged,
  withShown,
  type ShownRange,
  type SideLines,
} from './coverage.ts';
import { count, countsOf, file } from '../../worker/testing/sample-reading.ts';

/** Lines 3 and 4 of the base became 3 to 6 of the target; of a hundred lines. */
const edits = Uint32Array.from(
  [
    [0, 0, 3, 0, 3, 0],
    [1, 3, 5, 3, 3, 0],
    [2, 5, 5, 3, 7, 0],
    [0, 5, 98, 7, 100, 0],
  ].flat(),
);
const changed = changedLines(edits);
const files = [file(0, 'a.js')];
const counts = countsOf(count(0, 4, 2));

const anyRange: fc.Arbitrary<ShownRange> = fc.record({
  side: fc.constantFrom('base', 'target'),
  from: fc.nat(20),
  to: fc.nat(20),
});

function coverage(read: readonly string[], shown: SideLines) {
  return coverageOf(files, counts, new Set(read), new Map([['a.js', shown]]));
}

test('changed lines are those removed of the base and added of the target', () => {
  expect(changed).toEqual({ base: [[3, 5]], target: [[3, 7]] });
});

test('a file too hard to diff is to be read whole, before and after', () => {
  const hard = Uint32Array.from([1, 0, 40, 0, 0, 1, 2, 40, 40, 0, 60, 1]);
  expect(changedLines(hard)).toEqual({ base: [[0, 40]], target: [[0, 60]] });
});

test('a mark alone covers nothing, what was on screen alone does not either', () => {
  const shown = withShown(
    nothingShown,
    [
      { side: 'base', from: 0, to: 9 },
      { side: 'target', from: 0, to: 9 },
    ],
    changed,
  );
  expect(coverage(['a.js'], nothingShown)).toMatchObject({
    unread: 0,
    notShown: 6,
    filesRead: 1,
    complete: false,
  });
  expect(coverage([], shown)).toMatchObject({ unread: 6, notShown: 0, filesCovered: 0, complete: false });
  expect(coverage(['a.js'], shown)).toMatchObject({
    unread: 0,
    notShown: 0,
    filesCovered: 1,
    complete: true,
  });
});

test('one line that was cut off keeps a marked file from being read', () => {
  const shown = withShown(
    nothingShown,
    [
      { side: 'base', from: 3, to: 5 },
      { side: 'target', from: 3, to: 6 },
    ],
    changed,
  );
  expect(coverage(['a.js'], shown)).toMatchObject({ notShown: 1, complete: false });
});

test('lines that did not change never stand in for lines that did', () => {
  fc.assert(
    fc.property(fc.array(anyRange), (ranges) => {
      const beside = ranges.filter(({ from, to, side }) => to <= 3 || from >= (side === 'base' ? 5 : 7));
      expect(withShown(nothingShown, beside, changed)).toBe(nothingShown);
    }),
  );
});

test('not shown falls as more is shown, never below nothing, and says every line once', () => {
  fc.assert(
    fc.property(fc.array(anyRange), (ranges) => {
      let shown = nothingShown;
      let before = 6;
      for (const range of ranges) {
        shown = withShown(shown, [range], changed);
        const { notShown } = coverage([], shown);
        expect(notShown).toBeLessThanOrEqual(before);
        expect(notShown).toBeGreaterThanOrEqual(0);
        before = notShown;
      }
      const seen = (side: 'base' | 'target', line: number) =>
        ranges.some((range) => range.side === side && range.from <= line && line < range.to);
      const missing = [3, 4].filter((line) => !seen('base', line)).length;
      expect(before).toBe(missing + [3, 4, 5, 6].filter((line) => !seen('target', line)).length);
    }),
  );
});

test('one thing without lines is read once it was told, be it gone or new', () => {
  for (const one of [count(0, 1), count(0, 0, 1)]) {
    const all = coverageOf(files, countsOf(one), new Set(['a.js']), new Map([['a.js', oneLine]]));
    expect(all).toMatchObject({ notShown: 0, complete: true });
  }
});

test('a file that nobody counted yet is neither read nor in any sum, and holds up the whole', () => {
  const two = [file(0, 'a.js'), file(1, 'b.js')];
  const shown = new Map([['a.js', changed]]);
  expect(coverageOf(two, counts, new Set(['a.js', 'b.js']), shown)).toMatchObject({
    uncounted: 1,
    unread: 0,
    filesCovered: 1,
    complete: false,
  });
});

test('a draft that calls more shown than there is to read was of another diff, and covers nothing', () => {
  const everything: SideLines = { base: [[0, 1e6]], target: [[0, 1e6]] };
  expect(coverage(['a.js'], everything)).toMatchObject({ notShown: 6, complete: false });
  const one = coverageOf(files, countsOf(count(0, 1)), new Set(['a.js']), new Map([['a.js', everything]]));
  expect(one).toMatchObject({ notShown: 1, complete: false });
});

test('lines that a draft calls shown in vain are forgotten once the file is there', () => {
  const elsewhere: SideLines = { base: [[10, 12]], target: [[20, 24]] };
  expect(withinChanged(elsewhere, changed)).toEqual(nothingShown);
  expect(withinChanged(changed, changed)).toBe(changed);
});

test('nothing to read is never completely read', () => {
  expect(coverageOf([], new Map(), new Set(), new Map()).complete).toBe(false);
});

test('sums go over all files', () => {
  const two = [file(0, 'a.js'), file(1, 'b.js')];
  const both = countsOf(count(0, 4, 2), count(1, 10, 1));
  expect(coverageOf(two, both, new Set(['a.js']), new Map())).toMatchObject({
    added: 14,
    removed: 3,
    unread: 11,
    notShown: 17,
    filesRead: 1,
  });
});
