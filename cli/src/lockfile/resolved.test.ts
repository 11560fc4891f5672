import { defaultRegistry } from '@countersign/shared/registry/default-registry.ts';
import { expect, test } from 'vitest';
import { nameOfTarball, readResolved } from './resolved.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';

test.each([
  [
    'https://registry.example/a/-/a-1.0.0.tgz',
    { kind: 'tarball', host: 'registry.example', path: '/a/-/a-1.0.0.tgz' },
  ],
  [
    'https://Registry.Example:8443/a.tgz?x#y',
    { kind: 'tarball', host: 'registry.example:8443', path: '/a.tgz' },
  ],
  ['https://registry.example@evil.example/a.tgz', { kind: 'tarball', host: 'evil.example', path: '/a.tgz' }],
  [
    'https://evil.example\\@registry.example/a.tgz',
    { kind: 'tarball', host: 'evil.example', path: '/@registry.example/a.tgz' },
  ],
  [
    'https://h.example/@s%2fa/-/a-1.0.0.tgz',
    { kind: 'tarball', host: 'h.example', path: '/@s/a/-/a-1.0.0.tgz' },
  ],
  [`git+ssh://git@host.example/u/r.git#${commit}`, { kind: 'git', commit }],
  ['git+https://host.example/u/r.git#main', { kind: 'git', commit: null }],
  ['file:../a.tgz', { kind: 'file', path: '../a.tgz' }],
  ['ftp://host.example/a.tgz', { kind: 'malformed' }],
  ['https://', { kind: 'malformed' }],
  ['https://h.example/%zz', { kind: 'malformed' }],
  ['a/-/a-1.0.0.tgz', { kind: 'malformed' }],
])('%s', (resolved, read) => {
  expect(readResolved(resolved)).toStrictEqual(read);
});

test("the default registry's host stands for the registry that npm is configured for", () => {
  expect(readResolved(`${defaultRegistry}a/-/a-1.0.0.tgz`)).toMatchObject({ host: null });
});

test.each([
  ['/a/-/a-1.0.0.tgz', 'a', 'named'],
  ['/npm/mirror/a/-/a-1.0.0.tgz', 'a', 'named'],
  ['/@s/a/-/a-1.0.0.tgz', '@s/a', 'named'],
  ['/@s/a/-/@s/a-1.0.0.tgz', '@s/a', 'named'],
  ['/download/@s/a/1.0.0/0123', '@s/a', 'named'],
  ['/b/-/a-1.0.0.tgz', 'a', 'other-package'],
  ['/a/-/b-1.0.0.tgz', 'a', 'other-package'],
  ['/xa/-/a-1.0.0.tgz', 'a', 'other-package'],
  ['/@s/a/-/a-1.0.0.tgz', 'b', 'other-package'],
  ['/a/-/a-1.0.1.tgz', 'a', 'other-package'],
  ['/a/-/a-1.0.0.tgz/../../b-1.0.0.tgz', 'a', 'other-package'],
  ['/download/@s/a/1.0.0/0123', 'a', 'unnamed'],
  ['/a-1.0.0.tgz', 'a', 'unnamed'],
])('%s for %s is %s', (path, name, named) => {
  expect(nameOfTarball(path, name, '1.0.0')).toBe(named);
});

test('a registry leaves the build out of the file name', () => {
  expect(nameOfTarball('/a/-/a-1.0.0.tgz', 'a', '1.0.0+b1')).toBe('named');
});
