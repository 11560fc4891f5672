import { expect, test } from 'vitest';
import { readSpecifier } from './specifier.ts';

test.each([
  ['^1.2.3', { kind: 'registry', name: 'a', range: '^1.2.3' }],
  ['>=1 <2 || 3.x', { kind: 'registry', name: 'a', range: '>=1 <2 || 3.x' }],
  ['latest', { kind: 'registry', name: 'a', range: 'latest' }],
  ['', { kind: 'registry', name: 'a', range: '' }],
  ['npm:b@^2', { kind: 'registry', name: 'b', range: '^2' }],
  ['npm:@s/b@2.0.0', { kind: 'registry', name: '@s/b', range: '2.0.0' }],
  ['npm:@s/b', { kind: 'registry', name: '@s/b', range: '' }],
  ['user/repo', { kind: 'git' }],
  ['user/repo#semver:^1', { kind: 'git' }],
  ['github:user/repo', { kind: 'git' }],
  ['git+ssh://git@host.example/user/repo.git#main', { kind: 'git' }],
  ['git@host.example:user/repo.git', { kind: 'git' }],
  ['https://host.example/a.tgz', { kind: 'http', url: 'https://host.example/a.tgz' }],
  ['file:../a', { kind: 'file', path: '../a' }],
  ['../a', { kind: 'file', path: '../a' }],
  ['/srv/a', { kind: 'file', path: '/srv/a' }],
  ['vendor/b/a.tgz', { kind: 'file', path: 'vendor/b/a.tgz' }],
  ['a-1.0.0.tgz', { kind: 'file', path: 'a-1.0.0.tgz' }],
  ['workspace:*', { kind: 'unknown' }],
  ['npm:', { kind: 'unknown' }],
  ['1'.repeat(2000), { kind: 'unknown' }],
])('%s', (spec, specifier) => {
  expect(readSpecifier('a', spec)).toStrictEqual(specifier);
});
