import { expect, test } from 'vitest';
import { isNormalKey, joinFolder, leavesProject, nameOfKey, parentKey } from './location.ts';

test.each([
  ['node_modules/a', 'a', ''],
  ['node_modules/@s/a', '@s/a', ''],
  ['node_modules/a/node_modules/@s/b', '@s/b', 'node_modules/a'],
  ['packages/w/node_modules/a', 'a', 'packages/w'],
  ['packages/w', null, 'packages'],
  ['node_modules/a/lib', null, 'node_modules/a'],
  ['my_node_modules/a', null, 'my_node_modules'],
  ['node_modules/', null, 'node_modules'],
])('%s', (key, name, parent) => {
  expect(nameOfKey(key)).toBe(name);
  expect(parentKey(key)).toBe(parent);
});

test.each(['node_modules/a', 'packages/w', '../shared', '../../b/node_modules/c', 'node_modules/.store/a'])(
  'npm writes %s',
  (key) => expect(isNormalKey(key)).toBe(true),
);

test.each([
  '/abs',
  'C:/abs',
  'a//b',
  'a/./b',
  'a/../b',
  'a/',
  './a',
  '..',
  '../',
  '../..',
  'node_modules\\a',
  'node_modules/..',
  'x'.repeat(2000),
])('npm does not write %s', (key) => {
  expect(isNormalKey(key)).toBe(false);
});

test.each([
  ['packages/w', '../../local', 'local'],
  ['', './a/./b', 'a/b'],
  ['', '../../b', '../../b'],
  ['a', '..\\..\\b', '../b'],
  ['', '/abs', null],
  ['', 'C:\\abs', null],
])('from %j, %j is %j', (from, path, joined) => {
  expect(joinFolder(from, path)).toBe(joined);
});

test('a project may reach up from a folder of its own, but not out of itself', () => {
  expect(leavesProject('apps/web', '../shared')).toBe(false);
  expect(leavesProject('apps/web', '../../..')).toBe(true);
  expect(leavesProject('', '../shared')).toBe(true);
  expect(leavesProject('', null)).toBe(true);
});
