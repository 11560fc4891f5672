import { expect, test } from 'vitest';
import { openPackages } from '../testing/opened.ts';
import type { SearchQuery } from '../reading.ts';

const query = (text: string, more: Partial<SearchQuery> = {}): SearchQuery => ({
  text,
  matchCase: true,
  changedOnly: false,
  ...more,
});

const base = { 'a.js': 'same find\nold find\n', 'gone.js': 'find\n' };
const target = { 'a.js': 'same find\nnew Find find\n', 'b.js': 'é find\n', 'c.bin': 'find\0' };

test('both sides are searched, what is the same on both once', async () => {
  const { session, file } = await openPackages(base, target);
  const result = await session.search(query('find'));
  const [a, b, gone] = ['a.js', 'b.js', 'gone.js'].map((path) => file(path).index);
  expect(result).toEqual({
    count: 5,
    files: 3,
    hits: [
      { index: a, side: 'target', line: 0, from: 5, to: 9 },
      { index: a, side: 'base', line: 1, from: 4, to: 8 },
      { index: a, side: 'target', line: 1, from: 9, to: 13 },
      { index: b, side: 'target', line: 0, from: 2, to: 6 },
      { index: gone, side: 'base', line: 0, from: 0, to: 4 },
    ],
  });
});

test('changed lines alone, or without regard to capitals', async () => {
  const { session } = await openPackages(base, target);
  expect((await session.search(query('find', { changedOnly: true }))).count).toBe(4);
  expect((await session.search(query('FIND', { matchCase: false }))).count).toBe(6);
  expect((await session.search(query('FIND'))).count).toBe(0);
});

test('a text is looked for as it is: no pattern, no line break, no empty one', async () => {
  const { session } = await openPackages(null, { a: 'a.c abc (x|y)* [z] \\d -\n\n' });
  const texts = ['a.c', '(x|y)*', '[z]', '\\d', '-'];
  const counts = [];
  for (const text of texts) counts.push((await session.search(query(text))).count);
  expect(counts).toEqual(texts.map(() => 1));
  expect((await session.search(query('.*'))).count).toBe(0);
  expect((await session.search(query('\n'))).count).toBe(0);
  expect((await session.search(query(''))).count).toBe(0);
});

test('all matches of a line of millions are counted, a thousand are told', async () => {
  const { session } = await openPackages(null, { 'long.js': 'ab'.repeat(4_000_000), 'z.js': 'ab\n' });
  const result = await session.search(query('ab'));
  expect(result.count).toBe(4_000_001);
  expect(result.files).toBe(2);
  expect(result.hits).toHaveLength(1000);
  expect(result.hits[999]).toMatchObject({ line: 0, from: 1998, to: 2000 });
});

test('lines of many slices keep their numbers', async () => {
  const text = Array.from({ length: 120_000 }, (_, at) =>
    at % 50_000 === 49_999 ? 'needle\n' : 'twenty characters ..\n',
  );
  const { session } = await openPackages(null, { 'a.txt': text.join('') });
  const { hits } = await session.search(query('needle'));
  expect(hits.map(({ line }) => line)).toEqual([49_999, 99_999]);
});

test('a new search calls off the one before', async () => {
  const { session } = await openPackages(null, {
    'a.txt': 'x'.repeat(3_000_000),
    'b.txt': 'x\n'.repeat(2_000_000),
  });
  const first = session.search(query('x'));
  const second = session.search(query('y'));
  await expect(first).rejects.toMatchObject({ code: 'search-replaced' });
  expect((await second).count).toBe(0);
});

test('bytes that are no UTF-8, and a byte order mark, keep the offsets of lineText', async () => {
  const { session } = await openPackages(null, { a: '\ufeffx needle\n' });
  expect((await session.search(query('needle'))).hits[0]).toMatchObject({ from: 3, to: 9 });
});
