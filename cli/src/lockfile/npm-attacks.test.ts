import { defaultRegistry } from '@countersign/shared/registry/default-registry.ts';
import { findings } from '@countersign/shared/policy/findings.ts';
import { expect, test } from 'vitest';
import { findingOfProblem } from './lockfile.ts';
import { integrityOf, locked, problemsOf, readSample } from './testing/lockfile-sample.ts';

const asksForA = { dependencies: { a: '^1.0.0' } };

function problemsOfEntry(
  entry: Record<string, unknown>,
  manifest: Record<string, unknown> = asksForA,
): string[] {
  return problemsOf(readSample({ manifest, packages: { 'node_modules/a': entry } }));
}

test('missing integrity is unpinned', () => {
  expect(problemsOfEntry(locked('a', '1.0.0', { integrity: undefined }))).toStrictEqual([
    'no-integrity node_modules/a',
  ]);
});

test('sha1 only is unpinned', () => {
  const integrity = `sha1-${Buffer.alloc(20).toString('base64')}`;
  const lockfile = readSample({
    manifest: asksForA,
    packages: { 'node_modules/a': locked('a', '1.0.0', { integrity }) },
  });
  expect(problemsOf(lockfile)).toStrictEqual(['weak-integrity node_modules/a']);
  expect(lockfile.problems[0]?.message).toContain('held by sha1 only');
  expect(lockfile.entries.map(({ digests }) => digests)).toStrictEqual([{}]);
});

test('two sha512 in one integrity are undecidable, and none of them counts', () => {
  const integrity = `${integrityOf('a')} ${integrityOf('b')}`;
  const lockfile = readSample({
    manifest: asksForA,
    packages: { 'node_modules/a': locked('a', '1.0.0', { integrity }) },
  });
  expect(lockfile.problems).toContainEqual(expect.objectContaining({ code: 'integrity-twofold', line: 9 }));
  expect(findings[findingOfProblem['integrity-twofold']].verdict).toBe('undecidable');
  expect(lockfile.entries.map(({ digests }) => digests)).toStrictEqual([{}]);
});

test('`resolved` on another host is told, and part of the purl', () => {
  const lockfile = readSample({
    manifest: asksForA,
    packages: {
      'node_modules/a': locked('a', '1.0.0', { resolved: 'https://EVIL.example/a/-/a-1.0.0.tgz' }),
    },
  });
  expect(lockfile.problems).toMatchObject([{ code: 'other-registry', key: 'node_modules/a', line: 9 }]);
  expect(lockfile.entries).toMatchObject([
    { registryHost: 'evil.example', purl: { qualifiers: { repository_url: 'evil.example' } } },
  ]);
});

test('an alias that lies: the folder of one package holds another that nobody asked for', () => {
  expect(problemsOfEntry(locked('b', '1.0.0', { name: 'b' }))).toStrictEqual([
    'alias-undeclared node_modules/a',
  ]);
});

test('an alias that is not there: package.json asks for b as a, the lockfile has a', () => {
  const manifest = { dependencies: { a: 'npm:b@^1.0.0' } };
  expect(problemsOfEntry(locked('a', '1.0.0'), manifest)).toStrictEqual(['lockfile-mismatch node_modules/a']);
});

test.each([
  ['of another package', 'https://registry.example/b/-/b-1.0.0.tgz'],
  ['of another scope', 'https://registry.example/@evil/a/-/a-1.0.0.tgz'],
  ['of another version', 'https://registry.example/a/-/a-1.0.1.tgz'],
  ['of who knows what, from the own registry', `${defaultRegistry}whatever.tgz`],
  ['that only ends as it should', 'https://registry.example/b/-/b-1.0.0.tgz?/a/-/a-1.0.0.tgz'],
])('an entry that resolves to the tarball %s is undecidable', (_, resolved) => {
  expect(problemsOfEntry(locked('a', '1.0.0', { resolved }))).toStrictEqual([
    'resolved-other-package node_modules/a',
  ]);
});

test("an entry whose name and digest belong to different packages: the digest is another entry's", () => {
  const lockfile = readSample({
    manifest: { dependencies: { a: '^1.0.0', b: '^1.0.0' } },
    packages: {
      'node_modules/a': locked('a', '1.0.0'),
      'node_modules/b': locked('b', '1.0.0', { integrity: integrityOf('a@1.0.0') }),
    },
  });
  expect(problemsOf(lockfile)).toStrictEqual(['digest-shared node_modules/b']);
});

test('one release twice in the tree shares its digest rightly', () => {
  const lockfile = readSample({
    manifest: { dependencies: { a: '^1.0.0', x: 'npm:a@^1.0.0' } },
    packages: {
      'node_modules/a': locked('a', '1.0.0'),
      'node_modules/x': locked('a', '1.0.0', { name: 'a' }),
    },
  });
  expect(problemsOf(lockfile)).toStrictEqual([]);
});

test.each([
  [
    'a tarball',
    { version: '1.0.0', resolved: 'file:../a.tgz', integrity: integrityOf('a') },
    'file:../a.tgz',
  ],
  [
    'an absolute tarball',
    { version: '1.0.0', resolved: 'file:/srv/a.tgz', integrity: integrityOf('a') },
    'file:/srv/a.tgz',
  ],
])('`file:` outside the project: %s', (_, entry, spec) => {
  expect(problemsOfEntry(entry, { dependencies: { a: spec } })).toStrictEqual([
    'outside-project node_modules/a',
  ]);
});

test('a link out of the project, and the folder that it leads to', () => {
  const lockfile = readSample({
    manifest: { dependencies: { a: 'file:../a' } },
    packages: { '../a': { version: '1.0.0' }, 'node_modules/a': { link: true, resolved: '../a' } },
  });
  expect(problemsOf(lockfile)).toStrictEqual(['outside-project ../a', 'outside-project node_modules/a']);
});

test('a link to another folder of the repository stays inside', () => {
  const lockfile = readSample({
    manifest: { dependencies: { a: 'file:../a' } },
    packages: { '../a': { version: '1.0.0' }, 'node_modules/a': { link: true, resolved: '../a' } },
    folder: 'apps/web',
  });
  expect(problemsOf(lockfile)).toStrictEqual([]);
});

test('a folder of the project that would be fetched from a registry', () => {
  const lockfile = readSample({ packages: { 'scripts/evil': locked('evil', '1.0.0') } });
  expect(problemsOf(lockfile)).toStrictEqual(['entry-misplaced scripts/evil']);
});

test.each([
  ['a second spelling of a folder', 'node_modules/./a'],
  ['a climbing key', 'node_modules/../evil'],
  ['an absolute key', '/node_modules/a'],
  ['a Windows path', 'node_modules\\a'],
  ['a name that npm does not know', 'node_modules/.hidden'],
  ['a name with a line break', 'node_modules/a\n'],
])('%s is reported and not lost', (_, key) => {
  const lockfile = readSample({ packages: { [key]: locked('a', '1.0.0') } });
  expect(problemsOf(lockfile)).toStrictEqual([`entry-malformed ${key}`]);
  expect(lockfile.excluded).toContainEqual({ key, line: 9, reason: 'malformed' });
});

test.each([
  ['an entry that is no object', 'evil', 'entry-malformed'],
  ['a version that is a number', { version: 1 }, 'entry-malformed'],
  ['an integrity that is a list', { version: '1.0.0', integrity: ['x'] }, 'entry-malformed'],
  ['dependencies that are a list', { version: '1.0.0', dependencies: ['b'] }, 'entry-malformed'],
  [
    'a version that hides characters',
    { version: '1.0.0\u202e', integrity: integrityOf('a') },
    'entry-malformed',
  ],
  ['no version', { resolved: 'https://registry.example/a/-/a-1.0.0.tgz' }, 'entry-versionless'],
  ['an unknown protocol', { version: '1.0.0', resolved: 'ftp://host.example/a.tgz' }, 'resolved-malformed'],
])('%s is undecidable', (_, entry, code) => {
  const lockfile = readSample({ packages: { 'node_modules/a': entry } });
  expect(problemsOf(lockfile)).toStrictEqual([`${code} node_modules/a`]);
  expect(lockfile.entries).toStrictEqual([]);
});

test('a release that brings a lockfile of its own is not pinned by ours', () => {
  expect(problemsOfEntry(locked('a', '1.0.0', { hasShrinkwrap: true }))).toStrictEqual([
    'own-shrinkwrap node_modules/a',
  ]);
  expect(findingOfProblem['own-shrinkwrap']).toBe('unpinned');
});
