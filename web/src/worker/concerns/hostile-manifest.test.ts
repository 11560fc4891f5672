import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPackages } from '../testing/opened.ts';

const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(null, 7, '', [], {}, [null], { a: null }, 'x'.repeat(3000), '../../x', './', '/'),
);
const fields = [
  'scripts',
  'main',
  'module',
  'browser',
  'bin',
  'exports',
  'imports',
  'directories',
  'dependencies',
  'optionalDependencies',
  'peerDependencies',
  'bundledDependencies',
  'bundleDependencies',
] as const;

test('a manifest with anything anywhere is read without harm', async () => {
  const manifest = fc.record(Object.fromEntries(fields.map((field) => [field, odd])), { requiredKeys: [] });
  await fc.assert(
    fc.asyncProperty(manifest, fc.oneof(manifest, odd), async (before, after) => {
      const files = { 'index.js': 'x', 'a/b': 'y' };
      const side = (value: unknown) => ({ 'package.json': `${JSON.stringify(value)} `, ...files });
      const { reading } = await openPackages(side(before), { ...side(after), extra: '1' });
      for (const { concerns } of reading.files) {
        for (const { text } of concerns) expect(text.length).toBeLessThan(1000);
      }
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['not JSON', '{"scripts":', 'it is not JSON'],
  ['a list', '[]', 'it is not an object'],
  ['nothing', '', 'it is not JSON'],
])('a manifest that is %s is said to be unread', async (_, text, why) => {
  const { file } = await openPackages(null, { 'package.json': text });
  expect(file('package.json').concerns).toEqual([
    {
      concern: 'manifest-scripts',
      text: `cannot be read here, as ${why}: look for scripts and dependencies yourself`,
    },
  ]);
});

test('a manifest as deep as it is long, and one of too many bytes', async () => {
  const deep = `{"exports":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`;
  expect((await openPackages(null, { 'package.json': deep })).reading.files).toHaveLength(1);
  const { file } = await openPackages(null, { 'package.json': `{"x":"${'y'.repeat(5_000_000)}"}` });
  expect(file('package.json').concerns[0]?.text).toContain('it is too large');
});

test('names of Object name nothing', async () => {
  const manifest =
    '{"__proto__":{"scripts":{"install":"x"}},"constructor":{"main":"y"},"scripts":{"__proto__":"z"}}';
  const { file } = await openPackages({ 'package.json': '{}' }, { 'package.json': manifest });
  expect(file('package.json').concerns.map(({ text }) => text)).toEqual(['adds the script `__proto__`: `z`']);
});

test('a package.json that is a link is told of, and not followed', async () => {
  const { file } = await openPackages(null, [{ path: 'p/package.json', typeflag: '2', target: 'other' }]);
  expect(file('package.json').concerns.map(({ concern }) => concern)).toEqual(['manifest-scripts', 'link']);
});
