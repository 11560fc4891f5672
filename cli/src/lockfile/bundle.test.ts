import { expect, test } from 'vitest';
import { integrityOf, locked, readSample } from './testing/lockfile-sample.ts';

function sourcesOf(packages: Record<string, unknown>, manifest = {}): [string, string, string | undefined][] {
  return readSample({ manifest, packages }).entries.map(({ key, source, bundledIn }) => [
    key,
    source,
    bundledIn,
  ]);
}

test('what a package bundles, what that needs beside it and what lies beneath is in its artifact', () => {
  const bundled = (more = {}) => ({ version: '1.0.0', inBundle: true, ...more });
  const sources = sourcesOf({
    'node_modules/a': locked('a', '1.0.0', { bundleDependencies: ['b'], dependencies: { b: '1', own: '1' } }),
    'node_modules/a/node_modules/b': bundled({ dependencies: { c: '1', outer: '1' } }),
    'node_modules/a/node_modules/c': bundled(),
    'node_modules/a/node_modules/b/node_modules/d': bundled({ bundleDependencies: ['e'] }),
    'node_modules/a/node_modules/b/node_modules/d/node_modules/e': bundled(),
    'node_modules/a/node_modules/own': locked('own', '1.0.0'),
    'node_modules/outer': locked('outer', '1.0.0'),
  });
  expect(sources.map(([, source]) => source)).toStrictEqual([
    'registry',
    'bundled',
    'bundled',
    'bundled',
    'bundled',
    'registry',
    'registry',
  ]);
  expect(new Set(sources.map(([, , bundler]) => bundler))).toStrictEqual(
    new Set([undefined, 'node_modules/a']),
  );
});

test('the mark alone hides nothing: npm fetches what no package lists as its bundle', () => {
  const packages = {
    'node_modules/a': locked('a', '1.0.0', { dependencies: { evil: '1' } }),
    'node_modules/a/node_modules/evil': { version: '1.0.0', inBundle: true },
    'node_modules/b': locked('b', '1.0.0', { inBundle: true }),
  };
  expect(sourcesOf(packages).map(([, source]) => source)).toStrictEqual(['registry', 'registry', 'registry']);
});

test("the project's own bundle is installed like everything else", () => {
  const packages = {
    '': { bundleDependencies: ['a'], dependencies: { a: '1' } },
    'node_modules/a': { version: '1.0.0', inBundle: true },
  };
  expect(sourcesOf(packages)).toStrictEqual([['node_modules/a', 'registry', undefined]]);
});

test('what is bundled but has an integrity of its own is judged on its own', () => {
  const packages = {
    'node_modules/a': locked('a', '1.0.0', { bundleDependencies: ['b'] }),
    'node_modules/a/node_modules/b': { version: '1.0.0', integrity: integrityOf('b') },
    'node_modules/a/node_modules/c': { version: '1.0.0' },
  };
  expect(sourcesOf(packages).map(([, source]) => source)).toStrictEqual(['registry', 'registry', 'registry']);
});

test('bundled with an address of its own is not in the artifact', () => {
  const packages = {
    'node_modules/a': locked('a', '1.0.0', { bundleDependencies: ['b'] }),
    'node_modules/a/node_modules/b': { version: '1.0.0', resolved: 'https://evil.example/b/-/b-1.0.0.tgz' },
  };
  expect(sourcesOf(packages)[1]).toStrictEqual(['node_modules/a/node_modules/b', 'registry', undefined]);
});
