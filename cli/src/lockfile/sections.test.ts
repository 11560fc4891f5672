import { CodedError } from '@countersign/shared/errors.ts';
import { expect, test } from 'vitest';
import { integrityOf, locked, problemsOf, readSample } from './testing/lockfile-sample.ts';
import { readNpmLockfile } from './npm.ts';

const packages = { 'node_modules/a': locked('a', '1.0.0') };

test('a v2 lockfile whose halves agree', () => {
  expect(
    problemsOf(readSample({ version: 2, packages, dependencies: { a: locked('a', '1.0.0') } })),
  ).toStrictEqual([]);
});

test.each([
  ['another digest', { a: locked('a', '1.0.0', { integrity: integrityOf('evil') }) }, 'node_modules/a'],
  ['no digest', { a: locked('a', '1.0.0', { integrity: undefined }) }, 'node_modules/a'],
  ['another version', { a: { ...locked('a', '1.0.0'), version: '1.0.1' } }, 'node_modules/a'],
  ['another package', { a: { ...locked('a', '1.0.0'), version: 'npm:b@1.0.0' } }, 'node_modules/a'],
  [
    'another place',
    { a: locked('a', '1.0.0', { resolved: 'https://evil.example/a/-/a-1.0.0.tgz' }) },
    'node_modules/a',
  ],
  ['a link', { a: { version: 'file:local' } }, 'node_modules/a'],
  ['a package more', { a: locked('a', '1.0.0'), evil: locked('evil', '1.0.0') }, 'node_modules/evil'],
  ['a package less', {}, 'node_modules/a'],
])('npm 6 would see %s than later ones', (_, dependencies, key) => {
  expect(problemsOf(readSample({ version: 2, packages, dependencies }))).toStrictEqual([
    `sections-disagree ${key}`,
  ]);
});

test('the mark of another version hides no half', () => {
  const dependencies = { a: locked('a', '1.0.0', { integrity: integrityOf('evil') }) };
  expect(problemsOf(readSample({ version: 3, packages, dependencies }))).toStrictEqual([
    'sections-disagree node_modules/a',
  ]);
  expect(problemsOf(readSample({ version: 1, packages, dependencies }))).toStrictEqual([
    'sections-disagree node_modules/a',
  ]);
});

test.each([
  ['packages', { packages: Object.fromEntries(Array.from({ length: 100_001 }, (_, i) => [`w${i}`, {}])) }],
  [
    'dependencies',
    { dependencies: Object.fromEntries(Array.from({ length: 100_002 }, (_, i) => [`w${i}`, {}])) },
  ],
  ['characters in a key', { dependencies: { a: { dependencies: { ['b'.repeat(2048)]: {} } } } }],
])('too many %s are refused', (_, sections) => {
  expect(() => readSample(sections)).toThrow(expect.objectContaining({ code: 'lockfile-too-large' }));
});

test('a v3 lockfile without packages is read as npm reads it: from its dependencies', () => {
  const { entries } = readSample({ version: 3, dependencies: { a: locked('a', '1.0.0') } });
  expect(entries).toMatchObject([{ key: 'node_modules/a', source: 'registry' }]);
});

test.each([
  ['a newer version', { lockfileVersion: 4, packages: {} }, 'lockfile-newer', 'update countersign'],
  ['no version', { packages: {} }, 'lockfile-unreadable', 'npm install'],
  ['a version that is text', { lockfileVersion: '3', packages: {} }, 'lockfile-unreadable', 'npm install'],
  ['a half version', { lockfileVersion: 2.5, packages: {} }, 'lockfile-unreadable', 'npm install'],
  ['packages that are a list', { lockfileVersion: 3, packages: [] }, 'lockfile-unreadable', 'packages'],
  [
    'dependencies that are a list',
    { lockfileVersion: 1, dependencies: [] },
    'lockfile-unreadable',
    'dependencies',
  ],
])('%s is refused', (_, root, code, says) => {
  const read = () => readNpmLockfile({ path: 'p', text: JSON.stringify(root), manifests: () => null });
  expect(read).toThrow(CodedError);
  expect(read).toThrow(expect.objectContaining({ code, message: expect.stringContaining(says) }));
});
