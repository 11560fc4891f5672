import { expect, test } from 'vitest';
import { offeredBases } from './offered-bases.ts';

const version = (text: string, reviews = 0) => ({
  version: text,
  purl: `pkg:npm/x@${text}`,
  published: null,
  artifacts: [],
  reviews,
  flags: 0,
});

test('the version before comes first, then what was reviewed, the rest newest first', () => {
  const newestFirst = [version('5'), version('4'), version('3'), version('2', 1), version('1')];
  expect(offeredBases(newestFirst, '4').map((base) => base.version)).toEqual(['3', '2', '1']);
});

test('of a version that nobody knows, none is the one before', () => {
  expect(offeredBases([version('2'), version('1')], '9').some((base) => base.before)).toBe(false);
});

test('no more are offered than one would look at', () => {
  const many = Array.from({ length: 100 }, (_, at) => version(`1.0.${100 - at}`));
  expect(offeredBases(many, '1.0.100')).toHaveLength(12);
});
