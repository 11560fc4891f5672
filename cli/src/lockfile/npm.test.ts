import { formatPurl } from '@countersign/shared/purl/purl.ts';
import { expect, test } from 'vitest';
import { integrityOf, locked, problemsOf, readSample } from './testing/lockfile-sample.ts';

test('a release from a registry: name, version, digest, line', () => {
  const lockfile = readSample({
    manifest: { dependencies: { '@s/a': '^1.0.0' } },
    packages: { 'node_modules/@s/a': locked('@s/a', '1.2.3', { dev: true }) },
  });
  expect(lockfile.problems.map(({ code }) => code)).toStrictEqual(['other-registry']);
  expect(lockfile.entries).toMatchObject([
    {
      key: 'node_modules/@s/a',
      line: 9,
      name: '@s/a',
      version: '1.2.3',
      source: 'registry',
      registryHost: 'registry.example',
      dev: true,
      optional: false,
    },
  ]);
  const [entry] = lockfile.entries;
  expect(entry?.digests).toStrictEqual({
    sha512: Buffer.from(integrityOf('@s/a@1.2.3').slice(7), 'base64').toString('hex'),
  });
  expect(entry?.purl && formatPurl(entry.purl)).toBe('pkg:npm/%40s/a@1.2.3?repository_url=registry.example');
  expect(lockfile.excluded).toStrictEqual([{ key: '', line: 6, reason: 'root' }]);
});

test('no `resolved` is the own registry, not said', () => {
  const { entries } = readSample({
    packages: { 'node_modules/a': { version: '1.0.0', integrity: integrityOf('a') } },
  });
  expect(entries).toMatchObject([{ source: 'registry', registryHost: null, resolved: null }]);
  expect(entries[0]?.purl?.qualifiers).toStrictEqual({});
});

test('an alias that package.json asks for is judged under its real name', () => {
  const lockfile = readSample({
    manifest: { dependencies: { a: 'npm:b@^1.0.0' } },
    packages: { 'node_modules/a': locked('b', '1.0.0', { name: 'b' }) },
  });
  expect(problemsOf(lockfile)).toStrictEqual([]);
  expect(lockfile.entries).toMatchObject([{ name: 'b', alias: 'a', purl: { name: 'b' } }]);
});

test('workspaces, links and their folders are no releases', () => {
  const lockfile = readSample({
    manifest: { workspaces: ['packages/*'], dependencies: { local: 'file:local' } },
    folders: {
      'packages/w': { name: 'w', version: '2.0.0', dependencies: { a: '1.0.0' } },
      local: { name: 'local' },
    },
    packages: {
      'node_modules/a': locked('a', '1.0.0'),
      'node_modules/local': { resolved: 'local', link: true },
      'node_modules/w': { resolved: 'packages/w', link: true },
      local: {},
      'packages/w': { name: 'w', version: '1.0.0', dependencies: { a: '1.0.0' } },
    },
  });
  expect(problemsOf(lockfile)).toStrictEqual([]);
  expect(lockfile.entries.map(({ key, source, purl }) => [key, source, purl === null])).toStrictEqual([
    ['node_modules/a', 'registry', false],
    ['node_modules/local', 'link', true],
    ['node_modules/w', 'link', true],
    ['local', 'workspace', true],
    ['packages/w', 'workspace', true],
  ]);
});

test('a link to the project itself, as npm writes it', () => {
  const lockfile = readSample({ packages: { 'node_modules/project': { resolved: '', link: true } } });
  expect(problemsOf(lockfile)).toStrictEqual([]);
  expect(lockfile.entries).toMatchObject([{ source: 'link', purl: null, resolved: '' }]);
});

test('git, an address and a file of the project', () => {
  const commit = '0123456789abcdef0123456789abcdef01234567';
  const lockfile = readSample({
    manifest: { dependencies: { g: 'u/g', h: 'https://host.example/h.tgz', f: 'file:vendor/f.tgz' } },
    packages: {
      'node_modules/g': {
        version: '1.0.0',
        resolved: `git+ssh://git@host.example/u/g.git#${commit}`,
        integrity: integrityOf('g'),
      },
      'node_modules/h': {
        version: '1.0.0',
        resolved: 'https://host.example/h.tgz',
        integrity: integrityOf('h'),
      },
      'node_modules/f': { version: '1.0.0', resolved: 'file:vendor/f.tgz', integrity: integrityOf('f') },
    },
  });
  expect(lockfile.entries.map(({ source, digests }) => [source, digests.sha512 !== undefined])).toStrictEqual(
    [
      ['git', false],
      ['http', true],
      ['file', true],
    ],
  );
  expect(problemsOf(lockfile)).toStrictEqual(['git-source node_modules/g']);
});

test('an optional package that was never resolved installs nothing, and is not lost', () => {
  const lockfile = readSample({
    manifest: { optionalDependencies: { a: '1.0.0' } },
    packages: { 'node_modules/a': { optional: true } },
  });
  expect(lockfile.entries).toStrictEqual([]);
  expect(lockfile.excluded).toContainEqual({ key: 'node_modules/a', line: 9, reason: 'inert' });
  expect(problemsOf(lockfile)).toStrictEqual(['optional-missing null']);
});

test('the text of a package in a message is quoted', () => {
  const { problems } = readSample({
    packages: { 'node_modules/a': { version: '1.0.0', resolved: 'x:\u001b[2J' } },
  });
  expect(problems[0]?.message).toContain(String.raw`\u001b[2J`);
});
