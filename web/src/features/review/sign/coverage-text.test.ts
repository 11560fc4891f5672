import { expect, test } from 'vitest';
import { coverageOf, oneLine } from '../coverage.ts';
import { count, countsOf, file } from '../../../worker/testing/sample-reading.ts';
import { coverageText, leftText, markedText } from './coverage-text.ts';

const files = [file(0, 'a.js'), file(1, 'b.js')];
const counts = countsOf(count(0, 1), count(1, 1300));

test('what is left is said in lines', () => {
  expect(leftText(coverageOf(files, counts, new Set(['a.js']), new Map()))).toBe(
    '1,300 lines unread, 1,301 not shown',
  );
});

test('files that are still counted are never left out in silence', () => {
  expect(leftText(coverageOf(files, countsOf(count(0, 1)), new Set(), new Map()))).toBe(
    '1 line unread, 1 not shown, 1 file being counted',
  );
});

test('a mark on what was not shown is called what it is', () => {
  const coverage = coverageOf(files, counts, new Set(['a.js', 'b.js']), new Map([['a.js', oneLine]]));
  expect(coverageText(coverage, files)).toEqual([
    '1 of 2 files is read.',
    '1 more file is marked, but was not shown in full.',
    '1,300 changed lines were never shown.',
  ]);
});

test('where nothing is read, what is marked is not called more of it', () => {
  const coverage = coverageOf(files, counts, new Set(['b.js']), new Map());
  expect(coverageText(coverage, files)[1]).toBe('1 file is marked, but was not shown in full.');
});

test('a mark that does not count yet says so at once', () => {
  expect(markedText(0)).toBe('Marked read');
  expect(markedText(1)).toBe('Marked, but 1 line of it was never shown');
  expect(markedText(1300)).toBe('Marked, but 1,300 lines of it were never shown');
});

test('all read is one sentence', () => {
  const one = [file(0, 'a.js')];
  const coverage = coverageOf(one, counts, new Set(['a.js']), new Map([['a.js', oneLine]]));
  expect(coverageText(coverage, files)).toHaveLength(1);
});

test('of a binary it is said that its bytes were not read', () => {
  const some = [
    file(0, 'a.js'),
    file(1, 'b.png', { content: 'binary' }),
    file(2, 'c.png', { content: 'binary' }),
  ];
  const all = countsOf(count(0, 1), count(1, 1), count(2, 1));
  const shown = new Map(some.map(({ path }) => [path, oneLine]));
  const said = (...read: string[]) => coverageText(coverageOf(some, all, new Set(read), shown), some).at(-1);
  expect(said('a.js', 'b.png', 'c.png')).toBe(
    '2 files of these are no text: what was shown is their size, digest and first bytes.',
  );
  expect(said('a.js', 'b.png')).toBe(
    '1 file of these is no text: what was shown is its size, digest and first bytes.',
  );
  expect(said('a.js')).not.toContain('no text');
});
