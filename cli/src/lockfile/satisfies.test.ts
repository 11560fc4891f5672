import fc from 'fast-check';
import semverSatisfies from 'semver/functions/satisfies.js';
import { expect, test } from 'vitest';
import { satisfies } from './satisfies.ts';

const small = fc.integer({ min: 0, max: 3 });
const version = fc
  .tuple(small, small, small, fc.constantFrom('', '', '-rc.1', '-0', '+b'))
  .map(([major, minor, patch, rest]) => `${major}.${minor}.${patch}${rest}`);
const range = fc.oneof(
  fc.tuple(fc.constantFrom('', '^', '~', '>=', '<', '=', 'v'), version).map((parts) => parts.join('')),
  fc.tuple(small, small).map(([major, minor]) => `${major}.${minor}.x || ^${minor}`),
  fc.constantFrom('x', '1', '1.x', '>=1 <3', '1 - 2'),
);

test('agrees with semver on every range', () => {
  const agree = (given: string, wanted: string): void => {
    expect(satisfies(given, wanted)).toBe(given === wanted || semverSatisfies(given, wanted, true));
  };
  fc.assert(fc.property(version, range, agree), { numRuns: 2000 });
});

test.each([
  ['^0.0.1', '0.0.2', false],
  ['^0.0.1', '0.0.1', true],
  ['^0.1.1', '0.1.2', true],
  ['^0.1.1', '0.2.1', false],
  ['^1.1.1', '1.2.0', true],
  ['^1.1.1', '2.1.1', false],
  ['^1.1.1', '1.1.0', false],
  ['~1.1.1', '1.1.2', true],
  ['~1.1.1', '1.2.1', false],
  ['1.1.1', '1.1.2', false],
  ['^1.0.0', '1.1.0-rc.1', false],
])('%s with %s: %s', (wanted, given, met) => {
  expect(satisfies(given, wanted)).toBe(met);
});

test('a tag is met by any version, as npm sees it', () => {
  expect(satisfies('1.0.0', 'latest')).toBe(true);
  expect(satisfies('1.0.0', 'next-11')).toBe(true);
});

test.each(['>=2', 'v2', 'x.y', '1.0.0 2.0.0', '^', 'workspace:*', '(a+)+$'])(
  'a range that 1.0.0 does not meet: %s',
  (wanted) => {
    expect(satisfies('1.0.0', wanted)).toBe(false);
  },
);

test('a range of megabytes is not read', () => {
  expect(satisfies('1.0.0', '1.0.0 || '.repeat(500_000))).toBe(false);
});
