import { expect, test } from 'vitest';
import { ageInWords, counted, grouped } from './counts.ts';
import { errorWords } from './error-words.ts';
import { evidenceInWords } from './evidence-words.ts';
import { momentInWords } from './moment.ts';

const now = Date.parse('2026-11-22T17:00:00Z');

test('a moment is an age while it is fresh, and a day after that', () => {
  expect(momentInWords('2026-11-22T16:59:30Z', now)).toBe('just now');
  expect(momentInWords('2026-11-22T16:48:00Z', now)).toBe('12 min ago');
  expect(momentInWords('2026-11-22T12:00:00Z', now)).toBe('5 h ago');
  expect(momentInWords('2026-11-19T12:00:00Z', now)).toBe('2026-11-19');
});

test('a date ahead is shown as the date that it claims, not as new', () => {
  expect(momentInWords('2026-11-22T17:03:00Z', now)).toBe('just now');
  expect(momentInWords('2026-11-23T17:00:00Z', now)).toBe('2026-11-23');
  expect(momentInWords('soon', now)).toBeNull();
});

test('a checkpoint’s age keeps counting, in days', () => {
  expect(ageInWords(now / 1000 - 30, now / 1000)).toBe('just now');
  expect(ageInWords(now / 1000 - 59 * 60, now / 1000)).toBe('59 min ago');
  expect(ageInWords(now / 1000 - 10 * 86_400, now / 1000)).toBe('10 days ago');
});

test('counts are said with their word', () => {
  expect(grouped(18_204)).toBe('18,204');
  expect([0, 1, 2].map((count) => counted(count, 'witness', 'witnesses'))).toEqual([
    'no witness',
    '1 witness',
    '2 witnesses',
  ]);
});

test('evidence is a path and lines to look at', () => {
  expect(evidenceInWords([])).toBeNull();
  expect(evidenceInWords([{ path: 'lib/i.js', lines: [14, 14] }])).toBe('lib/i.js:14');
  expect(evidenceInWords([{ path: 'lib/i.js', lines: [14, 20] }, { path: 'a' }])).toBe(
    'lib/i.js:14–20 and 1 more place',
  );
});

test('an error is a sentence, with its code when it has one', () => {
  expect(errorWords({ code: 'offline', message: 'x' })).toEqual({
    sentence: 'The node does not answer. Check the connection, then try again.',
    code: 'offline',
  });
  expect(errorWords({ code: 'tar-malformed', message: 'no tar archive' }).sentence).toBe('No tar archive.');
  expect(errorWords({ code: 'constructor', message: 'm' }).sentence).toBe('M.');
  expect(errorWords(new TypeError('secret internals')).sentence).not.toContain('secret');
  expect(errorWords('text').code).toBeNull();
});

test('a message of a megabyte is cut', () => {
  expect(errorWords({ code: 'x', message: 'm'.repeat(1e6) }).sentence.length).toBeLessThan(600);
});
