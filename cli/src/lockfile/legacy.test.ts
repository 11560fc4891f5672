import { expect, test } from 'vitest';
import { integrityOf, locked, problemsOf, readSample } from './testing/lockfile-sample.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';

test('every form that a v1 entry has', () => {
  const lockfile = readSample({
    version: 1,
    manifest: null,
    dependencies: {
      a: { ...locked('a', '1.0.0'), requires: { b: '^2.0.0' }, dependencies: { b: locked('b', '2.0.0') } },
      alias: { ...locked('real', '1.0.0'), version: 'npm:real@1.0.0' },
      f: { version: 'file:vendor/f-3.0.0.tgz', integrity: integrityOf('f') },
      g: { version: `git+ssh://git@host.example/u/g.git#${commit}`, from: 'u/g' },
      h: { version: 'https://host.example/h-4.0.0.tgz', integrity: integrityOf('h') },
      l: { version: 'file:local', requires: { a: '^1.0.0' }, dependencies: { c: locked('c', '1.0.0') } },
    },
  });
  expect(
    lockfile.entries.map(({ key, line, name, version, source }) => [key, line, name, version, source]),
  ).toStrictEqual([
    ['node_modules/a', 6, 'a', '1.0.0', 'registry'],
    ['node_modules/alias', 21, 'real', '1.0.0', 'registry'],
    ['node_modules/f', 26, 'f', '3.0.0', 'file'],
    ['node_modules/g', 30, 'g', commit, 'git'],
    ['node_modules/h', 34, 'h', '4.0.0', 'http'],
    ['node_modules/l', 38, 'l', null, 'link'],
    ['local', 38, 'local', null, 'workspace'],
    ['local/node_modules/c', 44, 'c', '1.0.0', 'registry'],
    ['node_modules/a/node_modules/b', 14, 'b', '2.0.0', 'registry'],
  ]);
  expect(problemsOf(lockfile)).toStrictEqual([
    'git-source node_modules/g',
    'manifest-missing null',
    'alias-undeclared node_modules/alias',
  ]);
});

test('`"resolved": false` of old lockfiles is none', () => {
  const dependencies = { a: { version: '1.0.0', resolved: false, integrity: integrityOf('a') } };
  expect(readSample({ version: 1, dependencies }).entries).toMatchObject([
    { source: 'registry', resolved: null },
  ]);
});

test('bundled packages of v1 are in the artifact of the package that depends on them', () => {
  const inside = { version: '1.0.0', bundled: true };
  const dependencies = {
    a: {
      ...locked('a', '1.0.0'),
      requires: { b: '1.0.0' },
      dependencies: {
        b: { version: '1.0.0', bundled: true },
        stray: { version: '1.0.0', bundled: true, requires: { c: '1' }, dependencies: { c: inside } },
      },
    },
  };
  const lockfile = readSample({ version: 1, dependencies });
  expect(lockfile.entries.map(({ name, source, bundledIn }) => [name, source, bundledIn])).toStrictEqual([
    ['a', 'registry', undefined],
    ['b', 'bundled', 'node_modules/a'],
    ['stray', 'registry', undefined],
    ['c', 'registry', undefined],
  ]);
  expect(problemsOf(lockfile)).toStrictEqual([
    'no-integrity node_modules/a/node_modules/stray',
    'no-integrity node_modules/a/node_modules/stray/node_modules/c',
  ]);
});

test('a v1 tarball without version in its name is undecidable', () => {
  const dependencies = { f: { version: 'file:f.tgz', integrity: integrityOf('f') } };
  expect(problemsOf(readSample({ version: 1, dependencies }))).toStrictEqual([
    'entry-versionless node_modules/f',
  ]);
});

test('nested packages that are a list are not overlooked', () => {
  const dependencies = { a: { ...locked('a', '1.0.0'), dependencies: [locked('b', '1.0.0')] } };
  expect(problemsOf(readSample({ version: 1, dependencies }))).toStrictEqual([
    'entry-malformed node_modules/a',
  ]);
});

test('two links to one folder with different contents: both are told', () => {
  const link = (version: string) => ({ version: 'file:local', dependencies: { c: locked('c', version) } });
  const lockfile = readSample({ version: 1, dependencies: { x: link('1.0.0'), y: link('2.0.0') } });
  expect(problemsOf(lockfile)).toStrictEqual(['entry-malformed local/node_modules/c']);
  expect(lockfile.excluded).toHaveLength(1);
});

test('a link into node_modules does not stand in for the entry there', () => {
  const dependencies = { a: { version: 'file:node_modules/b' }, b: locked('b', '1.0.0') };
  const { entries } = readSample({ version: 1, dependencies });
  expect(entries.map(({ key, source }) => [key, source])).toStrictEqual([
    ['node_modules/a', 'link'],
    ['node_modules/b', 'registry'],
  ]);
});
