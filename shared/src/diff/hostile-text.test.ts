import { expect, test } from 'vitest';
import { concatBytes, equalBytes } from '../bytes/compare.ts';
import { toUtf8 } from '../bytes/text.ts';
import { addedRuns, applyDiff } from './testing/apply.ts';
import { diffText, type FileDiff } from './file-diff.ts';
import { linesOfText, repeatableNumbers } from './testing/sample-texts.ts';

function diffChecked(base: Uint8Array, target: Uint8Array): FileDiff {
  const diff = diffText(base, target);
  expect(equalBytes(applyDiff(base, diff, addedRuns(diff, target)), target)).toBe(true);
  return diff;
}

test('one line of 15 MB', () => {
  const base = new Uint8Array(15_000_000).fill(0x61);
  const target = base.slice();
  target[14_999_999] = 0x62;
  expect(diffChecked(base, target)).toMatchObject({ added: 1, removed: 1, hard: false });
});

test('200,000 equal lines, some more or fewer', () => {
  const base = linesOfText(200_000, () => 'x');
  expect(
    diffChecked(
      base,
      linesOfText(200_007, () => 'x'),
    ),
  ).toMatchObject({ added: 7, removed: 0 });
  expect(
    diffChecked(
      base,
      linesOfText(199_000, () => 'x'),
    ),
  ).toMatchObject({ added: 0, removed: 1000 });
});

test('200,000 lines that are all different', () => {
  const base = linesOfText(200_000, (i) => `base ${i}`);
  const target = linesOfText(200_000, (i) => `target ${i}`);
  expect(diffChecked(base, target)).toMatchObject({ added: 200_000, removed: 200_000, hard: false });
});

test('200,000 lines in reverse order', () => {
  const base = linesOfText(200_000, (i) => `${i}`);
  const diff = diffChecked(
    base,
    linesOfText(200_000, (i) => `${199_999 - i}`),
  );
  expect(diff).toMatchObject({ added: 199_999, removed: 199_999, hard: false });
});

test('100,000 lines in another order', () => {
  const random = repeatableNumbers(7);
  const order = Array.from({ length: 100_000 }, (_, i) => i).sort(() => random(3) - 1);
  const diff = diffChecked(
    linesOfText(100_000, (i) => `${i}`),
    linesOfText(100_000, (i) => `${order[i]}`),
  );
  expect(diff.added).toBe(diff.removed);
});

test.each([2, 5, 40])('100,000 random lines of %i kinds', (kinds) => {
  const random = repeatableNumbers(kinds);
  const base = linesOfText(100_000, () => `${random(kinds)}`);
  const target = linesOfText(100_000, () => `${random(kinds)}`);
  const diff = diffChecked(base, target);
  expect(diff.added).toBe(diff.removed);
});

test('few edits spread over 100,000 lines of two kinds are found as few', () => {
  const random = repeatableNumbers(3);
  const bits = Array.from({ length: 100_000 }, () => `${random(2)}`);
  const base = linesOfText(bits.length, (i) => bits[i] as string);
  for (let i = 500; i < bits.length; i += 1000) bits[i] = `new ${random(4)}`;
  const diff = diffChecked(
    base,
    linesOfText(bits.length, (i) => bits[i] as string),
  );
  expect(diff.hard).toBe(false);
  expect(diff.added).toBeLessThan(150);
});

test('a period that shifts under repeated marks', () => {
  const base = linesOfText(90_000, (i) => (i % 301 === 0 ? 'mark' : `${i % 3}`));
  const target = linesOfText(90_000, (i) => (i % 307 === 0 ? 'mark' : `${i % 3}`));
  const diff = diffChecked(base, target);
  expect(diff.added).toBe(diff.removed);
});

test('anchors that split off one line at a time end in a bounded diff', () => {
  // Pairs (2k, 2k+1) swapped all the way, each line twice.
  const base = linesOfText(60_000, (i) => `${i >> 1}`);
  const target = linesOfText(60_000, (i) => `${(i >> 1) ^ 1}`);
  expect(diffChecked(base, target)).toMatchObject({ added: 30_000, removed: 30_000, hard: false });
});

test('many lines that differ only far from their start', () => {
  const long = 'y'.repeat(2000);
  const base = linesOfText(4000, (i) => `${long}${i}`);
  const target = linesOfText(4000, (i) => `${long}${i + 1}`);
  expect(diffChecked(base, target)).toMatchObject({ added: 1, removed: 1 });
});

test('views into a larger buffer are read at their own offset', () => {
  const whole = concatBytes(toUtf8('zz\n'), toUtf8('a\nb\nc\n'), toUtf8('zz\n'));
  const diff = diffChecked(whole.subarray(3, 9), toUtf8('a\nc\n'));
  expect(diff).toMatchObject({ added: 0, removed: 1 });
});
