import { findings } from '@countersign/shared/policy/findings.ts';
import { expect, test } from 'vitest';
import { findingOfProblem } from './lockfile.ts';
import { integrityOf, locked, problemsOf, readSample } from './testing/lockfile-sample.ts';

const mismatch = (key: string | null) => [`lockfile-mismatch ${key}`];

test('a dependency that package.json has and the lockfile has not', () => {
  const lockfile = readSample({ manifest: { dependencies: { a: '^1.0.0' } }, packages: {} });
  expect(problemsOf(lockfile)).toStrictEqual(mismatch(null));
  expect(lockfile.problems).toMatchObject([{ line: 6 }]);
  expect(findings[findingOfProblem['lockfile-mismatch']].verdict).toBe('undecidable');
});

test('a version outside the range of package.json', () => {
  const packages = { 'node_modules/a': locked('a', '2.0.0') };
  expect(problemsOf(readSample({ manifest: { dependencies: { a: '^1.0.0' } }, packages }))).toStrictEqual(
    mismatch('node_modules/a'),
  );
  expect(problemsOf(readSample({ manifest: { devDependencies: { a: '~1.0.0' } }, packages }))).toStrictEqual(
    mismatch('node_modules/a'),
  );
});

test("the lockfile's own copy of package.json does not count", () => {
  const packages = { '': { dependencies: { a: '^2.0.0' } }, 'node_modules/a': locked('a', '2.0.0') };
  expect(problemsOf(readSample({ manifest: { dependencies: { a: '^1.0.0' } }, packages }))).toStrictEqual(
    mismatch('node_modules/a'),
  );
});

test('an entry that was cut out, deeper in the tree', () => {
  const manifest = { dependencies: { a: '1' } };
  const packages = { 'node_modules/a': locked('a', '1.0.0', { dependencies: { hidden: '^1.0.0' } }) };
  expect(problemsOf(readSample({ manifest, packages }))).toStrictEqual(mismatch('node_modules/a'));
});

test('a nested version counts before the one above it', () => {
  const manifest = { dependencies: { a: '1', b: '1' } };
  const packages = {
    'node_modules/a': locked('a', '1.0.0', { dependencies: { b: '^2.0.0' } }),
    'node_modules/a/node_modules/b': locked('b', '2.0.0'),
    'node_modules/b': locked('b', '1.0.0'),
  };
  expect(problemsOf(readSample({ manifest, packages }))).toStrictEqual([]);
});

test('an optional dependency may have an empty entry, but not none, which npm would fetch, or another version', () => {
  const manifest = { dependencies: { a: '1' }, optionalDependencies: { a: '1' } };
  const empty = { 'node_modules/a': { optional: true } };
  expect(problemsOf(readSample({ manifest, packages: empty }))).toStrictEqual(['optional-missing null']);
  expect(problemsOf(readSample({ manifest, packages: {} }))).toStrictEqual(mismatch(null));
  const packages = { 'node_modules/a': locked('a', '2.0.0') };
  expect(problemsOf(readSample({ manifest, packages }))).toStrictEqual(mismatch('node_modules/a'));
});

test('overrides are for what other packages ask, not for what the project asks', () => {
  const packages = {
    'node_modules/a': locked('a', '1.0.0', { dependencies: { b: '^1.0.0', c: '^1.0.0' } }),
    'node_modules/b': locked('b', '2.0.0'),
    'node_modules/c': locked('d', '1.0.0', { name: 'd' }),
  };
  const overrides = { 'a@1': { b: '2.0.0' }, c: 'npm:d@1.0.0' };
  expect(
    problemsOf(readSample({ manifest: { overrides, dependencies: { a: '1' } }, packages })),
  ).toStrictEqual([]);
  const asks = { overrides, dependencies: { a: '1', b: '^1.0.0' } };
  expect(problemsOf(readSample({ manifest: asks, packages }))).toStrictEqual(mismatch('node_modules/b'));
});

test('a workspace is held to its own package.json', () => {
  const packages = {
    'node_modules/a': locked('a', '1.0.0'),
    'node_modules/w': { link: true, resolved: 'w' },
    w: { dependencies: { a: '^1.0.0' } },
  };
  const folders = { w: { version: '1.0.0', dependencies: { a: '^2.0.0' } } };
  expect(problemsOf(readSample({ packages, folders }))).toStrictEqual(mismatch('node_modules/a'));
});

test("a linked folder's own package.json says its version", () => {
  const packages = { 'node_modules/w': { link: true, resolved: 'w' }, w: { version: '1.0.0' } };
  const manifest = { dependencies: { w: '^1.0.0' } };
  expect(problemsOf(readSample({ manifest, packages, folders: { w: { version: '2.0.0' } } }))).toStrictEqual(
    mismatch('node_modules/w'),
  );
  expect(problemsOf(readSample({ manifest, packages, folders: { w: { version: '1.1.0' } } }))).toStrictEqual(
    [],
  );
});

test.each([
  ['git', 'u/a', locked('a', '1.0.0')],
  ['an address', 'https://host.example/a.tgz', locked('a', '1.0.0')],
  ['a folder', 'file:a', locked('a', '1.0.0')],
  ['another folder', 'file:b', { link: true, resolved: 'a' }],
  ['what npm does not support', 'workspace:*', locked('a', '1.0.0')],
])('package.json asks for %s, the lockfile has something else', (_, spec, entry) => {
  const lockfile = readSample({
    manifest: { dependencies: { a: spec } },
    packages: { 'node_modules/a': entry, a: {} },
  });
  expect(problemsOf(lockfile)).toStrictEqual(mismatch('node_modules/a'));
});

test('a link that leads to no entry: npm refuses it', () => {
  const packages = { 'node_modules/w': { link: true, resolved: 'gone' } };
  expect(problemsOf(readSample({ packages }))).toStrictEqual(mismatch('node_modules/w'));
});

test.each([
  ['not JSON', 'nope'],
  ['a list', []],
  ['dependencies that are a list', { dependencies: ['a'] }],
])('a package.json that is %s is undecidable', (_, manifest) => {
  const folders = { w: manifest as Record<string, unknown> };
  const packages = { w: {}, 'node_modules/w': { link: true, resolved: 'w' } };
  expect(problemsOf(readSample({ packages, folders }))).toStrictEqual(['manifest-unreadable null']);
});

test('without package.json the lockfile speaks for the project', () => {
  const packages = { '': { dependencies: { a: '^1.0.0' } }, 'node_modules/a': locked('a', '2.0.0') };
  expect(problemsOf(readSample({ manifest: null, packages }))).toStrictEqual([
    'manifest-missing null',
    'lockfile-mismatch node_modules/a',
  ]);
});

test('what a package accepts must be in the lockfile all the same', () => {
  const more = { dependencies: { hidden: '^1.0.0' }, acceptDependencies: { hidden: '*' } };
  const packages = { 'node_modules/a': locked('a', '1.0.0', more) };
  expect(problemsOf(readSample({ packages }))).toStrictEqual(mismatch('node_modules/a'));
});

test('what a package bundles or accepts is its own matter', () => {
  const packages = {
    'node_modules/a': locked('a', '1.0.0', {
      dependencies: { inside: '1', other: '^1.0.0' },
      bundleDependencies: ['inside'],
      acceptDependencies: { other: '^2.0.0' },
    }),
    'node_modules/other': { version: '2.0.0', integrity: integrityOf('other') },
  };
  expect(problemsOf(readSample({ manifest: { dependencies: { a: '1' } }, packages }))).toStrictEqual([]);
});
