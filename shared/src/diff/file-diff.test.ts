import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equalBytes } from '../bytes/compare.ts';
import { toUtf8 } from '../bytes/text.ts';
import { addedRuns, applyDiff } from './testing/apply.ts';
import { diffText, type FileDiff } from './file-diff.ts';
import { type DiffLimits } from './limits.ts';
import { lineAt, splitLines } from './lines.ts';
import { textPair } from './testing/sample-texts.ts';

const noWork: DiffLimits = { gapEdits: 0, lastGapEdits: 0, workPerLine: 0, baseWork: 0 };
const littleWork: DiffLimits = { gapEdits: 2, lastGapEdits: 4, workPerLine: 40, baseWork: 0 };

/** Each edit as its kind, line by line, with what stands there: `-a`, `+b`, ` c`. */
function shown(base: string, target: string): string[] {
  const [from, to] = [toUtf8(base), toUtf8(target)];
  return diffText(from, to).edits.flatMap((edit) => {
    const removed = edit.kind !== 'added';
    const [lines, start, end] = removed
      ? [splitLines(from), edit.baseStart, edit.baseEnd]
      : [splitLines(to), edit.targetStart, edit.targetEnd];
    const sign = { same: ' ', removed: '-', added: '+' }[edit.kind];
    return Array.from(
      { length: end - start },
      (_, i) => sign + JSON.stringify(new TextDecoder().decode(lineAt(lines, start + i))).slice(1, -1),
    );
  });
}

function counts(diff: FileDiff): { added: number; removed: number } {
  const lines = (kind: string): number =>
    diff.edits
      .filter((edit) => edit.kind === kind)
      .reduce((sum, edit) => sum + edit.targetEnd - edit.targetStart + edit.baseEnd - edit.baseStart, 0);
  return { added: lines('added'), removed: lines('removed') };
}

test.each([
  ['the usual limits', undefined],
  ['little work', littleWork],
  ['no work at all', noWork],
])('applying a diff to its base gives the target byte for byte, with %s', (_, limits) => {
  fc.assert(
    fc.property(textPair, ([base, target]) => {
      const diff = diffText(base, target, limits);
      expect(equalBytes(applyDiff(base, diff, addedRuns(diff, target)), target)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('lines called the same have the same bytes', () => {
  fc.assert(
    fc.property(textPair, ([base, target]) => {
      const [baseLines, targetLines] = [splitLines(base), splitLines(target)];
      for (const edit of diffText(base, target).edits.filter(({ kind }) => kind === 'same')) {
        for (let i = 0; i < edit.baseEnd - edit.baseStart; i++) {
          const line = lineAt(baseLines, edit.baseStart + i);
          expect(equalBytes(line, lineAt(targetLines, edit.targetStart + i))).toBe(true);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('the totals are those of the edits, and runs of one kind never follow each other', () => {
  fc.assert(
    fc.property(textPair, ([base, target]) => {
      const diff = diffText(base, target);
      expect(counts(diff)).toEqual({ added: diff.added, removed: diff.removed });
      diff.edits.slice(1).forEach((edit, i) => expect(edit.kind).not.toBe(diff.edits[i]?.kind));
    }),
    { numRuns: 500 },
  );
});

test('nothing to compare, and equal texts', () => {
  const none = { added: 0, removed: 0, hard: false, binary: false };
  expect(diffText(toUtf8(''), toUtf8(''))).toEqual({ ...none, edits: [] });
  expect(counts(diffText(toUtf8('a\nb'), toUtf8('a\nb')))).toEqual({ added: 0, removed: 0 });
});

test('a new text is all added, a deleted one all removed', () => {
  expect(shown('', 'a\nb')).toEqual(['+a\\n', '+b']);
  expect(shown('a\nb\n', '')).toEqual(['-a\\n', '-b\\n']);
});

test('a line that only lost its final newline has changed', () => {
  expect(shown('a\nb\n', 'a\nb')).toEqual([' a\\n', '-b\\n', '+b']);
});

test('text that grew after a line without newline changes that line too', () => {
  expect(shown('a\nb', 'a\nb\nc')).toEqual([' a\\n', '-b', '+b\\n', '+c']);
});

test('CRLF for LF changes each line; a lone CR ends none', () => {
  expect(shown('a\nb\n', 'a\r\nb\r\n')).toEqual(['-a\\n', '-b\\n', '+a\\r\\n', '+b\\r\\n']);
  expect(shown('a\rb\nc\n', 'a\rB\nc\n')).toEqual(['-a\\rb\\n', '+a\\rB\\n', ' c\\n']);
});

test('the shortest edit is found where lines repeat', () => {
  expect(shown('x\ny\nx\ny\nx\n', 'y\nx\nx\ny\n').filter((line) => line[0] !== ' ')).toHaveLength(3);
});

test.each([
  ['a NUL', 'a\0b\n'],
  ['a lone NUL', '\0'],
  ['a lone continuation byte', 'a\x80\n'],
  ['an overlong slash', '\xc0\xaf\n'],
  ['a surrogate', '\xed\xa0\x80\n'],
  ['a cut sequence', '\xe2\x82\n'],
  ['a code point beyond Unicode', '\xf4\x90\x80\x80\n'],
])('%s makes a file binary, and hides none of its lines', (_, latin1) => {
  const odd = Uint8Array.from(`first\n${latin1}`, (char) => char.charCodeAt(0));
  const plain = toUtf8('first\n');
  expect(diffText(plain, odd)).toMatchObject({ binary: true, added: 1, removed: 0 });
  expect(diffText(odd, plain)).toMatchObject({ binary: true, added: 0, removed: 1 });
});

test('the verdict on UTF-8 is that of a strict decoder', () => {
  const lead = fc.constantFrom(0x41, 0x7f, 0x80, 0xbf, 0xc1, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff);
  const next = fc.constantFrom(0x0a, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0);
  fc.assert(
    fc.property(fc.array(fc.oneof(lead, next), { maxLength: 9 }), (values) => {
      const bytes = Uint8Array.from(values);
      let valid = true;
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      } catch {
        valid = false;
      }
      expect(diffText(new Uint8Array(0), bytes).binary).toBe(!valid);
    }),
    { numRuns: 3000 },
  );
});

test('a gap that is given up says so, as its edits and as its file', () => {
  const [base, target] = [toUtf8('1\na\nb\n2\n'), toUtf8('1\nb\na\n2\n')];
  const diff = diffText(base, target, noWork);
  expect(diff).toMatchObject({ hard: true, added: 2, removed: 2 });
  expect(diff.edits.map(({ kind, hard }) => [kind, hard])).toEqual([
    ['same', false],
    ['removed', true],
    ['added', true],
    ['same', false],
  ]);
});
