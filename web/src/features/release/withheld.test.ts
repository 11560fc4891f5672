import { expect, test } from 'vitest';
import { whyWithheld } from './withheld.ts';

const now = Date.parse('2026-11-22T17:00:00Z');
const judging = { isOfBefore: false, failed: false, judgedAt: now - 60_000 };

test('a verdict of a minute ago stands', () => {
  expect(whyWithheld(judging, now)).toBeNull();
});

test('an allow for other signers or a lower demand is not shown under those of now', () => {
  expect(whyWithheld({ ...judging, isOfBefore: true }, now)).toMatch(/judged anew/);
});

test('an allow does not outlive the answer of its node', () => {
  expect(whyWithheld({ ...judging, failed: true }, now)).toMatch(/could not be asked/);
});

test('an allow of yesterday, or of a clock that went back, is none of now', () => {
  for (const judgedAt of [now - 24 * 3_600_000, now + 3_600_000])
    expect(whyWithheld({ ...judging, judgedAt }, now)).toMatch(/slept/);
});
