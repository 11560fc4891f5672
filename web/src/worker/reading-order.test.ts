import { expect, test } from 'vitest';
import { lookFirst, readingOrder } from './reading-order.ts';
import { file, withConcerns } from './testing/sample-reading.ts';

const files = [
  file(0, 'README.md'),
  withConcerns(1, 'dist/app.min.js', 'minified'),
  withConcerns(2, 'index.js', 'entry-point'),
  file(3, 'lib/a.js'),
  withConcerns(4, 'package.json', 'manifest-scripts', 'new-dependency'),
  withConcerns(5, 'setup.js', 'install-script', 'minified'),
  withConcerns(6, 'vendor.min.js', 'minified'),
];
const paths = (some: readonly { path: string }[]) => some.map(({ path }) => path);

test('what runs at installation is looked at before all else', () => {
  expect(paths(lookFirst(files))).toEqual([
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
  const order = readingOrder(files);
  expect(paths(order).slice(5)).toEqual(['README.md', 'lib/a.js']);
  expect(new Set(order)).toEqual(new Set(files));
});
