import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineCount } from '../../../text/line-text.ts';
import { editKinds, type FileText } from '../../../worker/reading.ts';
import { type Row, type RowModel, rowModel } from './row-model.ts';
import { contextLines, type Expansions } from './segments.ts';
import { fileText } from './testing/file-text.ts';

const layouts = ['unified', 'split'] as const;
const lines = fc
  .array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n', '  }\n', 'a\r\n', '\0\n', 'é\n'), { maxLength: 60 })
  .map((all) => all.join(''));
const texts = fc
  .tuple(lines, lines, lines, lines)
  .map(([start, removed, added, end]) =>
    fileText({ base: start + removed + end, target: start + added + end }),
  );
const expansions: fc.Arbitrary<Expansions> = fc.oneof(
  fc.constant('all' as const),
  fc
    .array(fc.tuple(fc.nat(12), fc.record({ top: fc.nat(30), bottom: fc.nat(30) })), { maxLength: 6 })
    .map((entries) => new Map(entries)),
);

function rowsOf(model: RowModel): Row[] {
  return Array.from({ length: model.count }, (_, index) => model.rowAt(index));
}

/** The lines of both sides that the rows show or fold away, in the order of the rows. */
function linesOf(rows: readonly Row[]): { base: number[]; target: number[] } {
  const lines = { base: [] as number[], target: [] as number[] };
  for (const row of rows) {
    const count = row.kind === 'fold' ? row.lines : 1;
    for (let i = 0; i < count; i++) {
      if (row.base >= 0) lines.base.push(row.base + i);
      if (row.target >= 0) lines.target.push(row.target + i);
    }
  }
  return lines;
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function counts(text: FileText): { base: number; target: number } {
  return { base: text.base ? lineCount(text.base) : 0, target: text.target ? lineCount(text.target) : 0 };
}

test.each(layouts)('every line of both texts has one place, in order, in a %s diff', (layout) => {
  fc.assert(
    fc.property(texts, expansions, (text, expansions) => {
      const lines = linesOf(rowsOf(rowModel(text.edits, layout, expansions)));
      expect(lines).toEqual({ base: upTo(counts(text).base), target: upTo(counts(text).target) });
    }),
  );
});

test.each(layouts)('a changed line is never folded away in a %s diff', (layout) => {
  fc.assert(
    fc.property(texts, expansions, (text, expansions) => {
      const rows = rowsOf(rowModel(text.edits, layout, expansions));
      const changed = { removed: 0, added: 0 };
      for (const row of rows) {
        if (row.kind === 'removed' || row.kind === 'changed') changed.removed++;
        if (row.kind === 'added' || row.kind === 'changed') changed.added++;
      }
      expect(changed).toEqual({ removed: linesIn(text, 'removed'), added: linesIn(text, 'added') });
    }),
  );
});

test.each(layouts)('expanding all of a %s diff leaves no fold', (layout) => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(rowsOf(rowModel(text.edits, layout, 'all')).some(({ kind }) => kind === 'fold')).toBe(false);
    }),
  );
});

test.each(layouts)('a line is found in the row that has it, or in the fold that hides it (%s)', (layout) => {
  fc.assert(
    fc.property(texts, expansions, (text, expansions) => {
      const model = rowModel(text.edits, layout, expansions);
      for (const side of ['base', 'target'] as const) {
        for (let line = 0; line < counts(text)[side]; line++) {
          const row = model.rowAt(model.indexOf(side, line));
          if (row.kind === 'fold') {
            expect(line - row[side]).toBeGreaterThanOrEqual(0);
            expect(line - row[side]).toBeLessThan(row.lines);
          } else expect(row[side]).toBe(line);
        }
        expect(model.indexOf(side, counts(text)[side])).toBe(-1);
      }
    }),
  );
});

test('the context of a change is in view', () => {
  const text = numbered(100, [50]);
  const rows = rowsOf(rowModel(text.edits, 'unified', new Map()));
  expect(rows.map(({ kind }) => kind)).toEqual([
    'fold',
    ...Array<string>(contextLines).fill('same'),
    'removed',
    'added',
    ...Array<string>(contextLines).fill('same'),
    'fold',
  ]);
});

test('a fold expands by lines from either end, and as a whole', () => {
  const text = numbered(100, [20, 80]);
  const model = (expansions: Expansions) => rowsOf(rowModel(text.edits, 'unified', expansions));
  const between = (rows: readonly Row[]) => rows.filter((row) => row.kind === 'fold')[1];
  const edit = between(model(new Map()));
  if (edit?.kind !== 'fold') throw new Error('no fold between the changes');
  expect(edit).toMatchObject({ base: 24, lines: 53, above: true, below: true });
  expect(between(model(new Map([[edit.edit, { top: 20, bottom: 0 }]])))).toMatchObject({
    base: 44,
    lines: 33,
  });
  expect(between(model(new Map([[edit.edit, { top: 0, bottom: 20 }]])))).toMatchObject({
    base: 24,
    lines: 33,
  });
  const whole = model(new Map([[edit.edit, { top: Infinity, bottom: 0 }]]));
  expect(whole.filter(({ kind }) => kind === 'fold')).toHaveLength(2);
});

test('a new file and a deleted one are shown whole', () => {
  const lines = 'x\n'.repeat(500);
  expect(rowModel(fileText({ base: null, target: lines }).edits, 'unified', new Map()).count).toBe(500);
  expect(rowModel(fileText({ base: lines, target: null }).edits, 'split', new Map()).count).toBe(500);
});

test('split layout sets removed lines beside those that came in their place', () => {
  const text = fileText({ base: 'a\nb\nc\nz\n', target: 'A\nB\nz\n' });
  expect(rowsOf(rowModel(text.edits, 'split', new Map()))).toEqual([
    { kind: 'changed', base: 0, target: 0, other: 0, hard: false },
    { kind: 'changed', base: 1, target: 1, other: 1, hard: false },
    { kind: 'removed', base: 2, target: -1, other: -1, hard: false },
    { kind: 'same', base: 3, target: 2, other: 2, hard: false },
  ]);
});

test('unified layout knows which line came in place of which', () => {
  const text = fileText({ base: 'a\nb\nz\n', target: 'A\nz\n' });
  const rows = rowsOf(rowModel(text.edits, 'unified', new Map()));
  expect(rows.map((row) => row.kind !== 'fold' && row.other)).toEqual([0, -1, 0, 1]);
});

test.each(layouts)('stepping through the changes of a %s diff meets each group once, both ways', (layout) => {
  const text = numbered(200, [10, 13, 60, 61, 150]);
  const model = rowModel(text.edits, layout, new Map());
  const down: number[] = [];
  for (let row = model.nextHunk(-1); row >= 0; row = model.nextHunk(row)) down.push(row);
  const up: number[] = [];
  for (let row = model.previousHunk(model.count); row >= 0; row = model.previousHunk(row)) up.push(row);
  expect(up.toReversed()).toEqual(down);
  expect(down.map((row) => model.rowAt(row).base)).toEqual([10, 60, 150]);
  expect(model.hunks).toBe(3);
});

test('two thousand million lines cost no more time or memory than ten', () => {
  const count = 2_000_000_000;
  const edits = Uint32Array.from(
    [
      [editKinds.same, 0, 400_000, 0, 400_000, 0],
      [editKinds.added, 400_000, 400_000, 400_000, 400_001, 0],
      [editKinds.same, 400_000, count, 400_001, count + 1, 0],
    ].flat(),
  );
  const model = rowModel(edits, 'unified', 'all');
  expect(model.count).toBe(count + 1);
  expect(model.rowAt(400_000)).toMatchObject({ kind: 'added', target: 400_000 });
  expect(model.rowAt(count)).toMatchObject({ kind: 'same', base: count - 1, target: count });
});

function numbered(count: number, changed: readonly number[]): FileText {
  const lines = Array.from({ length: count }, (_, i) => `line ${i}\n`);
  const base = lines.join('');
  for (const line of changed) lines[line] = `changed ${line}\n`;
  return fileText({ base, target: lines.join('') });
}

function linesIn({ edits }: FileText, kind: 'removed' | 'added'): number {
  let lines = 0;
  for (let at = 0; at < edits.length; at += 6) {
    if (edits[at] !== editKinds[kind]) continue;
    const from = kind === 'removed' ? at + 1 : at + 3;
    lines += (edits[from + 1] as number) - (edits[from] as number);
  }
  return lines;
}

test.each(layouts)('a group of changes ends with its last changed row in a %s diff', (layout) => {
  fc.assert(
    fc.property(texts, expansions, (text, expansions) => {
      const model = rowModel(text.edits, layout, expansions);
      const isChange = ({ kind }: Row) => kind !== 'same' && kind !== 'fold';
      for (let index = 0; index < model.count; index++) {
        const next = model.nextHunk(index);
        const before = rowsOf(model).slice(0, next < 0 ? model.count : next);
        expect(model.endOfHunk(index)).toBe(before.findLastIndex(isChange));
      }
    }),
  );
});
