import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EntryLines } from './entry-lines.ts';

const key = fc.constantFrom(
  '',
  'node_modules/a',
  'node_modules/b',
  'w',
  '1',
  'quo"te',
  'back\\slash',
  'packages',
);
const inner = fc.constantFrom({}, { packages: {} }, { 'node_modules/b': { w: 1 } }, { name: '\n    "w": {' });

test('the quick way finds the same lines as the whole walk, however the file is indented', () => {
  fc.assert(
    fc.property(fc.dictionary(key, inner), fc.constantFrom(2, 4, '\t'), (packages, indent) => {
      const text = JSON.stringify({ name: 'packages', packages, last: { '1': {} } }, null, indent);
      const keys = Object.keys(packages);
      const quick = new EntryLines(text).ofPackages(keys);
      const walked = new EntryLines(text.replaceAll('\n', '\r\n')).ofPackages(keys);
      expect(quick).toStrictEqual(walked);
      const lines = text.split('\n');
      for (const [name, line] of quick) expect(lines[line - 1]?.trim()).toContain(`${JSON.stringify(name)}:`);
    }),
  );
});

test('a file in one line has all its entries there', () => {
  const text = '{"packages":{"":{},"node_modules/a":{"packages":{"w":1}}}}';
  expect([...new EntryLines(text).ofPackages(['', 'node_modules/a'])]).toStrictEqual([
    ['', 1],
    ['node_modules/a', 1],
  ]);
});
