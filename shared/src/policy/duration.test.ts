import { expect, test } from 'vitest';
import { formatDuration, parseDuration } from './duration.ts';

test.each([
  ['90m', 5_400],
  ['24h', 86_400],
  ['7d', 604_800],
  ['0m', 0],
  ['366d', 31_622_400],
])('%s is %d seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
  expect(parseDuration(formatDuration(seconds))).toBe(seconds);
});

test.each([
  '',
  '24',
  'h',
  '1.5h',
  '-1h',
  '01h',
  '24H',
  ' 24h',
  '24h\n',
  '1h30m',
  '367d',
  '999999d',
  '1w',
  '٢h',
])('not a duration: %j', (text) => {
  expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: 'duration-malformed' }));
});
