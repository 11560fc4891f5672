import { expect, test } from 'vitest';
import { lookFirst, readingOrder } from './reading-order.ts';
import { mixedFiles, withConcerns } from './testing/sample-reading.ts';

const paths = (some: readonly { path: string }[]) => some.map(({ path }) => path);

test('what runs at installation is looked at before all else', () => {
  expect(paths(lookFirst(mixedFiles))).toEqual([
    'setup.js',
    'package.json',
    'index.js',
    'dist/app.min.js',
    'vendor.min.js',
  ]);
});

test('of equal danger, more concerns come first', () => {
  const more = withConcerns(1, 'z.js', 'binary', 'minified');
  expect(paths(lookFirst([withConcerns(0, 'a.js', 'binary'), more]))).toEqual(['z.js', 'a.js']);
});

test('files without a concern follow by path, none is left out or twice there', () => {
  const order = readingOrder(mixedFiles);
  expect(paths(order).slice(5)).toEqual(['README.md', 'lib/a.js']);
  expect(new Set(order)).toEqual(new Set(mixedFiles));
});
