import { expect, test } from 'vitest';
import { bestFirst } from './best-first.ts';

const files = ['_baseTrim.js', 'lib/trim/index.js', 'lib/trim.js', 'trim'].map((path) => ({ path }));
const sorted = (text: string) => bestFirst(files, text).map(({ path }) => path);

test('who types the beginning of a name gets that file', () => {
  expect(sorted('Trim')).toEqual(['trim', 'lib/trim.js', '_baseTrim.js', 'lib/trim/index.js']);
});

test('nothing typed leaves the reading order', () => {
  expect(sorted(' ')).toEqual(files.map(({ path }) => path));
});
