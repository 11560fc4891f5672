import { expect, test } from 'vitest';
import { type SeenPart, ShownLines } from './shown-lines.ts';

function part(line: number, from: number, to: number, units: number): SeenPart {
  return { side: 'target', line, from, to, units };
}

test('lines on screen are told once, in ranges', () => {
  const shown = new ShownLines();
  const whole = [3, 1, 2, 7].map((line) => part(line, 0, 10, 10));
  expect(shown.see(whole)).toEqual([
    { side: 'target', from: 1, to: 4 },
    { side: 'target', from: 7, to: 8 },
  ]);
  expect(shown.see(whole)).toEqual([]);
  expect(shown.see([{ ...part(3, 0, 10, 10), side: 'base' }])).toEqual([{ side: 'base', from: 3, to: 4 }]);
});

test('a line whose end is beyond the edge is not shown', () => {
  const shown = new ShownLines();
  expect(shown.see([part(0, 0, 99, 100)])).toEqual([]);
  expect(shown.see([part(0, 0, 100, 100)])).toEqual([{ side: 'target', from: 0, to: 1 }]);
});

test('a line is shown part by part, but not with a gap', () => {
  const shown = new ShownLines();
  expect(shown.see([part(0, 0, 2000, 6000)])).toEqual([]);
  expect(shown.see([part(0, 4000, 6000, 6000)])).toEqual([]);
  expect(shown.see([part(0, 2000, 4000, 6000)])).toEqual([]);
  expect(shown.see([part(0, 4000, 6000, 6000)])).toEqual([{ side: 'target', from: 0, to: 1 }]);
});

test('the end of a line alone does not make it shown', () => {
  expect(new ShownLines().see([part(0, 4000, 6000, 6000)])).toEqual([]);
});

test('an empty line is shown as soon as it is on screen', () => {
  expect(new ShownLines().see([part(4, 0, 0, 0)])).toEqual([{ side: 'target', from: 4, to: 5 }]);
});
