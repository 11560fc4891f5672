import { expect, test } from 'vitest';
import { formatBytes } from './sizes.ts';
import { wrapped } from './wrap.ts';

test('a long line breaks at blanks and keeps its indent; short and empty ones stay', () => {
  const text = `title\n\n  ${'word '.repeat(12).trim()}`;
  expect(wrapped(text, 40)).toEqual([
    'title',
    '',
    `  ${'word '.repeat(7).trim()}`,
    `  ${'word '.repeat(5).trim()}`,
  ]);
});

test('a digest is never broken, nor parted from its label', () => {
  const line = `  sha512 ${'a'.repeat(128)}`;
  expect(wrapped(`${line} and`, 80)).toEqual([line, '  and']);
});

test('sizes read at a glance', () => {
  expect([0, 999, 1000, 9949, 9950, 999_499, 999_500, 512_000_000].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '9.9 kB',
    '10 kB',
    '999 kB',
    '1.0 MB',
    '512 MB',
  ]);
});
