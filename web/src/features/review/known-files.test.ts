import { expect, test } from 'vitest';
import type { FileCount } from '../../worker/reading.ts';
import { knownFiles, withLate } from './known-files.ts';
import { count, countsOf, file, withConcerns } from '../../worker/testing/sample-reading.ts';

const hidden = { concern: 'hidden-characters', text: 'hides a U+202E in line 3' } as const;
const known = knownFiles([file(0, 'a.js'), withConcerns(1, 'b.js', 'minified'), file(2, 'c.js')]);
const late = (index: number): FileCount => ({ ...count(index, 1), concerns: [hidden] });

test('hidden characters that are found late bring their file to the front, and are findings', () => {
  const now = withLate(known, countsOf(count(0, 1), late(2)));
  expect(now.order.map(({ path }) => path)).toEqual(['c.js', 'b.js', 'a.js']);
  expect(now.all[2]?.concerns).toEqual([hidden]);
  expect(now.findings.map(({ file: { path } }) => path)).toEqual(['c.js', 'b.js']);
});

test('a late concern takes its place among those of the file, the most dangerous first', () => {
  const now = withLate(known, countsOf(late(1)));
  expect(now.all[1]?.concerns.map(({ concern }) => concern)).toEqual(['hidden-characters', 'minified']);
});

test('a concern that was told before is not told twice', () => {
  const once = withLate(known, countsOf(late(1)));
  expect(withLate(once, countsOf(late(1), count(2, 1)))).toBe(once);
  expect(withLate(known, countsOf(count(0, 1)))).toBe(known);
});
