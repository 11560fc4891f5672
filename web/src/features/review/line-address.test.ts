import { expect, test } from 'vitest';
import { describePlace, formatPlace, parsePlace } from './line-address.ts';

test('an address names lines from 1, by side', () => {
  expect(formatPlace({ side: 'target', line: 13, to: 13 })).toBe('T14');
  expect(formatPlace({ side: 'base', line: 2, to: 8 })).toBe('B3-9');
});

test.each(['T14', 'B1', 'T3-9'])('%s is read back', (text) => {
  const place = parsePlace(text);
  expect(place && formatPlace(place)).toBe(text);
});

test.each([undefined, '', 'T0', 'T01', 't1', 'X4', 'T9-3', 'T1-', 'T9999999999', 'T1 ', 'T1#', '14'])(
  '%s names no line',
  (text) => expect(parsePlace(text)).toBeNull(),
);

test('for people, a line before the change says so', () => {
  expect(describePlace({ side: 'target', line: 13, to: 13 })).toBe('line 14');
  expect(describePlace({ side: 'base', line: 2, to: 8 })).toBe('lines 3 to 9 before the change');
});
