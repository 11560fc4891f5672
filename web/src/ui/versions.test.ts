import { expect, test } from 'vitest';
import { packageOf } from './versions.ts';

test('a package in an address is understood in the spelling that people type', () => {
  expect(packageOf('pkg:npm/@scope/name')).toBe('pkg:npm/%40scope/name');
  expect(packageOf('pkg:npm/%40scope/name@1.0.0')).toBe('pkg:npm/%40scope/name');
});

test('what is no purl names no package', () => {
  expect(packageOf('@scope/name')).toBeNull();
});
