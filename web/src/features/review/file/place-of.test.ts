import { expect, test } from 'vitest';
import type { FileText } from '../../../worker/reading.ts';
import { changedLines, nothingShown } from '../coverage.ts';
import { placeOf } from './place-of.ts';

const none = new Uint32Array(0);
/** Line 3 of the base went, lines 7 and 8 of the target came; ten lines. */
const edits = Uint32Array.from([0, 0, 2, 0, 2, 0, 1, 2, 3, 2, 2, 0, 0, 3, 7, 2, 6, 0, 2, 7, 7, 6, 8, 0]);
const side = { bytes: new Uint8Array(10), starts: Uint32Array.from({ length: 11 }, (_, at) => at) };
const text: FileText = {
  index: 0,
  base: side,
  target: side,
  edits,
  baseMarks: none,
  targetMarks: none,
  moves: none,
};
const changed = changedLines(edits);

test('one arrives at the first change, going back at the last', () => {
  expect(placeOf({ kind: 'first-change' }, text, changed, nothingShown)).toEqual({ side: 'base', line: 2 });
  expect(placeOf({ kind: 'last-change' }, text, changed, nothingShown)).toEqual({ side: 'target', line: 7 });
});

test('one arrives at the first line that was never shown', () => {
  const shown = { base: [[2, 3]], target: [[6, 7]] } as const;
  expect(placeOf({ kind: 'not-shown' }, text, changed, shown)).toEqual({ side: 'target', line: 7 });
});

test('a line of the address that the file lacks is no line', () => {
  expect(placeOf({ kind: 'line', side: 'target', line: 9 }, text, changed, nothingShown)).not.toBeNull();
  expect(placeOf({ kind: 'line', side: 'target', line: 10 }, text, changed, nothingShown)).toBeNull();
  expect(
    placeOf({ kind: 'line', side: 'base', line: 0 }, { ...text, base: null }, changed, nothingShown),
  ).toBeNull();
});

test('a file without changed lines has no first one', () => {
  expect(placeOf({ kind: 'first-change' }, { ...text, edits: none }, changed, nothingShown)).toBeNull();
});
