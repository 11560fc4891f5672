import fc from 'fast-check';
import { expect, test } from 'vitest';
import { existedBy, logTimes, seenAt, type CosignedSize } from './log-time.ts';

const now = 1_000_000;

test('the quorum decides: k − 1 witnesses who lie can neither backdate nor refresh', () => {
  const checkpoint = { size: 5, times: [10, 500, 900] };
  expect(existedBy(checkpoint, 2, now)).toBe(500);
  expect(seenAt(checkpoint, 2, now)).toBe(500);
  expect(seenAt({ size: 5, times: [500] }, 2, now)).toBeNull();
});

test('a stamp over five minutes ahead is ignored', () => {
  expect(seenAt({ size: 5, times: [now + 301] }, 1, now)).toBeNull();
  expect(seenAt({ size: 5, times: [now + 300] }, 1, now)).toBe(now + 300);
});

test('a statement is timed by the earliest checkpoint that covers it, and by none that does not', () => {
  const timeOf = logTimes(
    [
      { size: 2, times: [100] },
      { size: 5, times: [300] },
    ],
    1,
    now,
  );
  expect([0, 1, 2, 4, 5].map(timeOf)).toEqual([100, 100, 300, 300, null]);
});

test('log time is the minimum over all covering checkpoints, for any set of them', () => {
  const checkpoint = fc.record({
    size: fc.integer({ min: 0, max: 20 }),
    times: fc.array(fc.nat(1000), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(
      fc.array(checkpoint, { maxLength: 12 }),
      fc.nat(22),
      fc.integer({ min: 1, max: 3 }),
      (list, index, k) => {
        const covering = list
          .filter(({ size }: CosignedSize) => size > index)
          .flatMap((one) => existedBy(one, k, now) ?? []);
        expect(logTimes(list, k, now)(index)).toBe(covering.length === 0 ? null : Math.min(...covering));
      },
    ),
    { numRuns: 500 },
  );
});
