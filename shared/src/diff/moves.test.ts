import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equalBytes } from '../bytes/compare.ts';
import { toUtf8 } from '../bytes/text.ts';
import type { Edit } from './edit.ts';
import { diffText } from './file-diff.ts';
import { lineRange, splitLines } from './lines.ts';
import { movedBlocks, type MoveSource } from './moves.ts';
import { linesOfText, textPair } from './testing/sample-texts.ts';

function source(base: string | Uint8Array | null, target: string | Uint8Array | null): MoveSource {
  const [from, to] = [base, target].map((text) => (typeof text === 'string' ? toUtf8(text) : text));
  const nothing = new Uint8Array(0);
  return {
    base: from ? splitLines(from) : null,
    target: to ? splitLines(to) : null,
    edits: diffText(from ?? nothing, to ?? nothing).edits,
  };
}

const moved =
  'function readConfiguration(path) {\n  const text = readFile(path);\n\n  return parse(text);\n}\n';
const rest = Array.from({ length: 12 }, (_, i) => `const line${i} = ${i};\n`).join('');

test('a function that went down its file is one block, with the blank line in it', () => {
  expect(movedBlocks([source(moved + rest, rest + moved)])).toEqual([
    { baseFile: 0, targetFile: 0, baseStart: 0, targetStart: 12, lines: 5 },
  ]);
});

test('a function that went to another file is found there', () => {
  expect(movedBlocks([source(rest, rest), source(moved + rest, rest), source(null, `\n${moved}`)])).toEqual([
    { baseFile: 1, targetFile: 2, baseStart: 0, targetStart: 1, lines: 5 },
  ]);
});

test('a line changed within it ends the block: what was slipped in is new', () => {
  const edited = moved.replace('return parse(text)', 'return evaluate(text)');
  expect(movedBlocks([source(moved + rest, rest + edited)])).toEqual([]);
});

test('a line ending that changed is a change', () => {
  expect(movedBlocks([source(moved + rest, rest + moved.replaceAll('\n', '\r\n'))])).toEqual([]);
});

test('two lines, blank lines and closing brackets are no block', () => {
  const brackets = '  }\n});\n}\n});\n}\n';
  const blank = '\n \n\t\n\n\n\n';
  const two = 'const somethingLong = readAll();\nconst somethingElse = readNone();\n';
  for (const text of [brackets, blank, two]) {
    expect(movedBlocks([source(text + rest, rest + text)])).toEqual([]);
  }
});

test('what is copied twice from one place is moved once', () => {
  const blocks = movedBlocks([source(moved + rest, rest + moved + moved)]);
  expect(blocks).toHaveLength(1);
});

test('the longest of several sources is taken', () => {
  const longer = `${moved}const after = 1;\n`;
  const blocks = movedBlocks([source(moved, null), source(longer, null), source(null, longer)]);
  expect(blocks).toEqual([{ baseFile: 1, targetFile: 2, baseStart: 0, targetStart: 0, lines: 6 }]);
});

const line = fc.constantFrom('const theFirst = readFile(path);', '}', '').map((text) => `${text}\n`);
/** Runs of few kinds of lines, as a diff might list them that finds less than there is. */
const runs = fc.array(
  fc.record({
    kind: fc.constantFrom('same', 'removed', 'added'),
    lines: fc.array(line, { minLength: 3, maxLength: 12 }),
  }),
  { maxLength: 8 },
);
const anySource = runs.map((list): MoveSource => {
  const texts = { base: '', target: '' };
  const at = { base: 0, target: 0 };
  const edits = list.map(({ kind, lines }): Edit => {
    const start = { ...at };
    for (const side of ['base', 'target'] as const) {
      if (kind === (side === 'base' ? 'added' : 'removed')) continue;
      texts[side] += lines.join('');
      at[side] += lines.length;
    }
    return {
      kind,
      baseStart: start.base,
      baseEnd: at.base,
      targetStart: start.target,
      targetEnd: at.target,
      hard: false,
    };
  });
  return { base: splitLines(toUtf8(texts.base)), target: splitLines(toUtf8(texts.target)), edits };
});
const anySources = fc.array(
  fc.oneof(
    anySource,
    textPair.map(([base, target]) => source(base, target)),
  ),
  { maxLength: 4 },
);

test('blocks are equal byte for byte, lie within changed lines, and share none', () => {
  let found = 0;
  fc.assert(
    fc.property(anySources, (files) => {
      const seen = { base: new Set<string>(), target: new Set<string>() };
      for (const block of movedBlocks(files)) {
        found++;
        const base = files[block.baseFile] as MoveSource;
        const target = files[block.targetFile] as MoveSource;
        const from = lineRange(lines(base.base), block.baseStart, block.baseStart + block.lines);
        const to = lineRange(lines(target.target), block.targetStart, block.targetStart + block.lines);
        expect(equalBytes(from, to)).toBe(true);
        for (let i = 0; i < block.lines; i++) {
          note(seen.base, block.baseFile, block.baseStart + i);
          note(seen.target, block.targetFile, block.targetStart + i);
          expect(kindOf(base, 'base', block.baseStart + i)).toBe('removed');
          expect(kindOf(target, 'target', block.targetStart + i)).toBe('added');
        }
      }
    }),
    { numRuns: 300 },
  );
  expect(found).toBeGreaterThan(10);
});

/** All lines removed from one file, and added to another. */
function carriedOver(text: Uint8Array): MoveSource[] {
  const side = splitLines(text);
  const edit = { hard: true, baseStart: 0, targetStart: 0 };
  return [
    { base: side, target: null, edits: [{ ...edit, kind: 'removed', baseEnd: side.count, targetEnd: 0 }] },
    { base: null, target: side, edits: [{ ...edit, kind: 'added', baseEnd: 0, targetEnd: side.count }] },
  ];
}

test.each([1, 3, 50])('100,000 removed and as many added lines of %i kinds take a bounded time', (kinds) => {
  const files = carriedOver(linesOfText(100_000, (i) => `some words to be moved ${i % kinds}`));
  expect(movedBlocks(files)).toEqual([
    { baseFile: 0, targetFile: 1, baseStart: 0, targetStart: 0, lines: 100_000 },
  ]);
});

test('300,000 brackets, removed and added, take a bounded time and are no block', () => {
  expect(movedBlocks(carriedOver(linesOfText(300_000, () => '}')))).toEqual([]);
});

function lines(side: MoveSource['base']) {
  if (!side) throw new Error('no such side');
  return { ...side, count: side.starts.length - 1 };
}

function note(seen: Set<string>, file: number, line: number): void {
  const key = `${file}:${line}`;
  expect(seen.has(key)).toBe(false);
  seen.add(key);
}

function kindOf(file: MoveSource, side: 'base' | 'target', line: number): string | undefined {
  return file.edits.find((edit) => line >= edit[`${side}Start`] && line < edit[`${side}End`])?.kind;
}
