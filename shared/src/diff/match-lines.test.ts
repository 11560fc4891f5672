import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchGap } from './gap.ts';
import { longestIncreasing } from './increasing.ts';
import { type DiffLimits, WorkBudget } from './limits.ts';
import { matchLines } from './match-lines.ts';

const noGaps: DiffLimits = { gapEdits: 0, lastGapEdits: 0, workPerLine: 0, baseWork: 1000 };

/** The base as a letter per line; each line with its line in the target, or `-`. */
function matched(base: string, target: string, limits: DiffLimits): string {
  const symbols = (text: string): Uint32Array => Uint32Array.from(text, (char) => char.charCodeAt(0));
  const { targetOf, hard } = matchLines(symbols(base), symbols(target), 128, limits);
  return [...targetOf].map((line) => (line < 0 ? '-' : line)).join(' ') + (hard ? ' hard' : '');
}

test('lines that are unique on both sides are anchors, as many as keep their order', () => {
  expect(matched('1abxcd2', '3xabycd4', noGaps)).toBe('- 2 3 - 5 6 -');
});

test('what is unique only between two anchors is an anchor there', () => {
  expect(matched('1ca2Mca3', '4a5cMa6c7', noGaps)).toBe('- - 1 - 4 - 5 -');
});

test('runs of lines that are unique are anchors where no line is', () => {
  expect(matched('1aabab2', '3aababb4', noGaps)).toBe('- 1 2 3 4 5 -');
});

test('the rarest lines are anchors where no run is unique', () => {
  expect(matched('1a2a3a4a5', '6a7a8', noGaps)).toBe('- 1 - 3 - - - - -');
});

test('jsdiff finds the shortest script in a gap, early or as the last but one resort', () => {
  for (const gapEdits of [{ gapEdits: 9 }, { lastGapEdits: 9 }]) {
    expect(matched('1a2a3a4a5', '6a7a8', { ...noGaps, ...gapEdits })).toBe('- 1 - 3 - - - - -');
  }
});

test('lines that repeat 65 times are no anchors: they are left to jsdiff, or the gap is hard', () => {
  const [base, target] = [`1${'a2'.repeat(65)}`, `3${'a4'.repeat(64)}`];
  expect(matched(base, target, { ...noGaps, gapEdits: 1 })).not.toContain('hard');
  expect(matched(base, target, { ...noGaps, baseWork: 10_000 })).toContain('hard');
});

test('lines with nothing in common are not hard, lines in common without work are', () => {
  expect(matched('abc', 'def', { ...noGaps, baseWork: 0 })).toBe('- - -');
  expect(matched('xab', 'bax', { ...noGaps, baseWork: 0 })).toBe('- - - hard');
});

test('a gap takes no more edits and no more comparisons than it may', () => {
  const [base, target] = [
    [1, 2, 1, 2, 1, 2],
    [2, 2, 1, 1, 2, 1],
  ];
  expect(matchGap(base, target, 4, new WorkBudget(1000))?.base).toHaveLength(4);
  expect(matchGap(base, target, 3, new WorkBudget(1000))).toBeNull();
  expect(matchGap(base, target, 4, new WorkBudget(5))).toBeNull();
});

test('the longest increasing run of pairs is as long as trying all of them finds', () => {
  const positions = fc.uniqueArray(fc.nat(40), { maxLength: 14 });
  fc.assert(
    fc.property(positions, (target) => {
      const found = longestIncreasing({ base: target.map((_, i) => i), target });
      expect(found.target).toEqual(found.base.map((i) => target[i]));
      expect(found.target).toEqual(found.target.toSorted((a, b) => a - b));
      expect(found.base).toEqual(found.base.toSorted((a, b) => a - b));
      const longest: number[] = [];
      target.forEach((value, i) => {
        longest.push(1 + Math.max(0, ...longest.filter((_, j) => j < i && (target[j] as number) < value)));
      });
      expect(found.base).toHaveLength(Math.max(0, ...longest));
    }),
  );
});
