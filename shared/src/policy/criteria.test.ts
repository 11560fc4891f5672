import { expect, test } from 'vitest';
import { impliedCriteria } from './criteria.ts';

const policy = {
  criteria: new Map([
    ['ours', { description: 'x', implies: ['safe-to-deploy'] }],
    ['strict', { description: 'x', implies: ['ours', 'safe-for-anonymity'] }],
  ]),
};

test('what a criterion implies, and what that implies in turn', () => {
  expect(impliedCriteria(policy, 'strict')).toEqual(
    new Set(['strict', 'ours', 'safe-to-deploy', 'safe-to-run', 'safe-for-anonymity']),
  );
  expect(impliedCriteria(policy, 'safe-to-run')).toEqual(new Set(['safe-to-run']));
});

test.each([
  ['safe-to-deploy', 'safe-to-run', true],
  ['safe-to-run', 'safe-to-deploy', false],
  ['ours', 'safe-to-run', true],
  ['safe-to-run', 'safe-to-run', true],
  ['safe-for-anonymity', 'safe-to-run', false],
  ['of-another-policy', 'safe-to-run', false],
  ['constructor', 'safe-to-run', false],
])('%s meets %s: %s', (held, demanded, expected) => {
  expect(impliedCriteria(policy, held).has(demanded)).toBe(expected);
});
