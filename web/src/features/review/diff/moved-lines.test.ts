import { expect, test } from 'vitest';
import { movedLines } from './moved-lines.ts';

const moved = movedLines(Uint32Array.from([10, 2, 3, 1, 20, 4]));

test('a moved line is found from both of its places', () => {
  expect(moved('base', 11)).toEqual({ line: 3, first: false, lines: 3 });
  expect(moved('target', 3)).toEqual({ line: 11, first: false, lines: 3 });
  expect(moved('target', 20)).toEqual({ line: 1, first: true, lines: 4 });
});

test('a line beside a moved block has not moved', () => {
  for (const line of [0, 5, 9, 13]) expect(moved('base', line)).toBeNull();
  for (const line of [1, 5, 19, 24]) expect(moved('target', line)).toBeNull();
  expect(movedLines(new Uint32Array(0))('base', 0)).toBeNull();
});
