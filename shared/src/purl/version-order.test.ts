import { expect, test } from 'vitest';
import { compareVersions, isPrerelease } from './version-order.ts';

test.each([
  ['npm', ['1.0.0-rc.2', '1.0.0-rc.10', '1.0.0', '1.2.0', '1.10.0']],
  ['deb', ['1.2-1', '1.9-1', '1.10-1', '1.10-2', '2.0']],
  ['npm', ['1.0', '1.0.1x', '1.10', '1.9999999999999999999999', '2']],
] as const)('versions of %s come oldest first', (type, versions) => {
  expect(versions.toReversed().toSorted((a, b) => compareVersions(type, a, b))).toEqual(versions);
});

test('only npm says which versions are unfinished', () => {
  expect([isPrerelease('npm', '1.0.0-rc.1'), isPrerelease('npm', '1.0.0')]).toEqual([true, false]);
  expect([isPrerelease('npm', 'x-1'), isPrerelease('deb', '1.0-1')]).toEqual([false, false]);
});
