import { expect, test } from 'vitest';
import { instant } from '@countersign/shared/statement/instant.ts';
import { vouchExpiry } from './dates.ts';

const now = Date.parse('2026-11-22T17:00:00.500Z');

test('a vouch lasts a year unless said otherwise', () => {
  expect(vouchExpiry(undefined, now)).toBe('2027-11-22T17:00:00Z');
});

test('a day means its end; an instant means itself', () => {
  expect(vouchExpiry('2027-01-31', now)).toBe('2027-01-31T23:59:59Z');
  expect(vouchExpiry('2026-11-22', now)).toBe('2026-11-22T23:59:59Z');
  expect(vouchExpiry('2027-01-31T12:00:00Z', now)).toBe('2027-01-31T12:00:00Z');
});

test.each([
  ['2027-02-30', 'expected a date'],
  ['31.1.2027', 'expected a date'],
  ['2027-01-31T12:00:00+01:00', 'expected a date'],
  ['', 'expected a date'],
  ['2026-11-21', 'past'],
  ['2026-11-22T17:00:00Z', 'past'],
  ['2027-11-24', 'a year at most; give 2027-11-22 or before'],
  ['9999-12-31', 'a year at most'],
])('%s is refused with the valid form', (text, why) => {
  expect(() => vouchExpiry(text, now)).toThrow(why);
});

test('the day that the refusal of a longer vouch names is taken', () => {
  for (const at of ['2026-11-22T00:00:00Z', '2026-11-22T23:59:59.999Z', '2028-02-29T12:00:00Z']) {
    const time = Date.parse(at);
    const named = /give (\S+)/.exec(messageOf(() => vouchExpiry('2099-01-01', time)))?.[1];
    expect(vouchExpiry(named, time)).toBe(`${named}T23:59:59Z`);
  }
});

test('statements are dated to the second, never ahead', () => {
  expect(instant(now)).toBe('2026-11-22T17:00:00Z');
});

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
