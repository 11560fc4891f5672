import { expect, test } from 'vitest';
import { movedLines } from './moved-lines.ts';

const here = 1;
const pathOf = (index: number, side: string) => `${side}-${index}.js`;
const rows = Uint32Array.from(
  [
    [here, 10, here, 2, 3],
    [here, 1, here, 20, 4],
    [4, 11, here, 30, 5],
    [here, 40, 0, 7, 3],
  ].flat(),
);
const moved = movedLines({ rows, pathOf }, here);

test('a moved line is found from both of its places', () => {
  expect(moved('base', 11)).toEqual({ file: null, line: 3, first: false, lines: 3 });
  expect(moved('target', 3)).toEqual({ file: null, line: 11, first: false, lines: 3 });
  expect(moved('target', 20)).toEqual({ file: null, line: 1, first: true, lines: 4 });
});

test('a line from or to another file tells which, by its path on that side', () => {
  expect(moved('target', 31)).toEqual({
    file: { index: 4, path: 'base-4.js' },
    line: 12,
    first: false,
    lines: 5,
  });
  expect(moved('base', 40)).toMatchObject({ file: { index: 0, path: 'target-0.js' }, line: 7, first: true });
});

test('a line beside a moved block has not moved, nor has one of the same number elsewhere', () => {
  for (const line of [0, 5, 9, 13, 30, 43]) expect(moved('base', line)).toBeNull();
  for (const line of [1, 5, 19, 24, 35, 40]) expect(moved('target', line)).toBeNull();
  expect(movedLines({ rows: new Uint32Array(0), pathOf }, here)('base', 0)).toBeNull();
});
