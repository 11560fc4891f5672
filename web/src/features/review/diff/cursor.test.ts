import { expect, test } from 'vitest';
import { extendSelection, isSelected, placeIn, stepRows } from './cursor.ts';
import { expandFold, expandTo } from './expand.ts';
import { type Row, rowModel } from './row-model.ts';
import { type Expansions } from './segments.ts';
import { fileText } from './testing/file-text.ts';
import { partAt, partOf, partRows } from './parts.ts';

const lines = Array.from({ length: 100 }, (_, i) => `line ${i}\n`);
const text = fileText({
  base: lines.join(''),
  target: lines.with(10, 'ten\n').with(80, 'eighty\n').join(''),
});
const model = rowModel(text.edits, 'unified', new Map());

function lineAt(row: Row): [number, number] {
  return [row.base, row.target];
}

test('stepping by lines leaps over folds, and stops at the ends', () => {
  const last = model.indexOf('target', 13);
  expect(model.isFold(last + 1)).toBe(true);
  expect(lineAt(model.rowAt(stepRows(model, last, 1) as number))).toEqual([77, 77]);
  expect(stepRows(model, model.indexOf('target', 83), 1)).toBeNull();
  expect(lineAt(model.rowAt(stepRows(model, last, 500) as number))).toEqual([83, 83]);
});

test('the cursor keeps its side where a row has it', () => {
  const split = rowModel(text.edits, 'split', new Map());
  const changed = split.rowAt(split.indexOf('base', 10));
  expect(placeIn(changed, 'base')).toEqual({ side: 'base', line: 10 });
  expect(placeIn(changed, 'target')).toEqual({ side: 'target', line: 10 });
  const removed = model.rowAt(model.indexOf('base', 10));
  expect(placeIn(removed, 'target')).toEqual({ side: 'base', line: 10 });
  expect(placeIn(model.rowAt(0), 'target')).toBeNull();
});

test('a selection grows along its own side', () => {
  const start = { side: 'target', anchor: 9, head: 9 } as const;
  const grown = extendSelection(model, start, 1);
  expect(grown).toEqual({ side: 'target', anchor: 9, head: 10 });
  const rows = Array.from({ length: model.count }, (_, row) => model.rowAt(row));
  expect(rows.filter((row) => isSelected(grown, row)).map(lineAt)).toEqual([
    [9, 9],
    [-1, 10],
  ]);
});

test('a line in a fold is brought into view with little else', () => {
  const fold = model.rowAt(model.indexOf('target', 60));
  if (fold.kind !== 'fold') throw new Error('line 60 is in view');
  const shown = (expansions: Expansions) => rowModel(text.edits, 'unified', expansions);
  for (const line of [14, 30, 60, 76]) {
    const place = { side: 'target', line } as const;
    const opened = shown(expandTo(new Map(), text.edits, fold.edit, place));
    expect(opened.rowAt(opened.indexOf('target', line))).toMatchObject({ kind: 'same', target: line });
    expect(opened.count).toBeLessThan(model.count + 45);
  }
  expect(shown(expandFold('all', fold.edit, 'up')).count).toBe(102);
  expect(shown(expandFold(new Map(), fold.edit, 'down')).count).toBe(model.count + 20);
});

test('a file of more rows than a browser can stack comes in parts that leave none out', () => {
  const rows = 1_203_441;
  const parts = [0, 1, 2].map((index) => partAt(rows, false, index));
  expect(parts.map(({ from, to }) => [from, to])).toEqual([
    [0, 500_000],
    [500_000, 1_000_000],
    [1_000_000, rows],
  ]);
  expect(partOf(999_999, false)).toBe(1);
  expect(partAt(rows, false, 99).index).toBe(2);
  expect(partAt(0, true, 0)).toEqual({ index: 0, parts: 1, from: 0, to: 0 });
  // A window of 2,000 characters on a screen of 320 pixels: 67 lines of 20 pixels, in every row.
  expect(partRows.wrapped * 67 * 20).toBeLessThan(17_800_000);
});
