import { expect, test } from 'vitest';
import { nextToReview } from './candidate.ts';

const next = (published: readonly string[], reviewed: readonly string[]) => {
  const versions = published.map((version) => ({ version, published: null }));
  const found = nextToReview('npm', versions, new Set(reviewed));
  return found && [found.base, found.target.version];
};

test('the newest release waits, to be read from the newest that somebody reviewed', () => {
  expect(next(['1.2.0', '1.1.0', '1.0.0'], ['1.0.0'])).toEqual(['1.0.0', '1.2.0']);
  expect(next(['1.2.0', '1.1.0', '1.0.0'], ['1.0.0', '1.1.0'])).toEqual(['1.1.0', '1.2.0']);
  expect(next(['1.2.0', '1.1.0'], [])).toEqual([null, '1.2.0']);
});

test('what somebody reviewed does not wait, nor what is older', () => {
  expect(next(['1.2.0', '1.1.0'], ['1.2.0'])).toBeNull();
  expect(next(['2.0.0-rc.1', '1.2.0', '1.1.0'], ['2.0.0-rc.1'])).toBeNull();
  expect(next([], [])).toBeNull();
});

test('an unfinished release waits only where there is no other', () => {
  expect(next(['2.0.0-rc.1', '1.2.0', '1.1.0'], ['1.1.0'])).toEqual(['1.1.0', '1.2.0']);
  expect(next(['1.0.0-rc.2', '1.0.0-rc.1'], ['1.0.0-rc.1'])).toEqual(['1.0.0-rc.1', '1.0.0-rc.2']);
});

test('a version that somebody made up hides nothing', () => {
  expect(next(['1.2.0', '1.1.0'], ['99.0.0'])).toEqual([null, '1.2.0']);
});
