import { expect, test } from 'vitest';
import { toUtf8 } from '../bytes/text.ts';
import { addedRuns, applyDiff } from './testing/apply.ts';
import { diffText } from './file-diff.ts';

const base = toUtf8('a\nb\nc\n');
const target = toUtf8('a\nx\ny\nc\n');
const diff = diffText(base, target);
const added = addedRuns(diff, target);
const mismatch = /^diff mismatch: /;

test('the added runs are the bytes that the base lacks', () => {
  expect(added).toEqual([toUtf8('x\ny\n')]);
});

test.each([
  ['a shorter base', () => applyDiff(toUtf8('a\nb\n'), diff, added)],
  ['a longer base', () => applyDiff(toUtf8('a\nb\nc\nd\n'), diff, added)],
  ['no added run', () => applyDiff(base, diff, [])],
  ['one added run too many', () => applyDiff(base, diff, [...added, toUtf8('z\n')])],
  ['an added run of other length', () => applyDiff(base, diff, [toUtf8('x\n')])],
  ['edits out of order', () => applyDiff(base, { ...diff, edits: diff.edits.toReversed() }, added)],
  ['edits that leave lines out', () => applyDiff(base, { ...diff, edits: diff.edits.slice(1) }, added)],
])('a diff does not apply to %s', (_, apply) => {
  expect(apply).toThrow(mismatch);
});

test('an equal run of two lengths is refused', () => {
  const edit = { kind: 'same', baseStart: 0, baseEnd: 3, targetStart: 0, targetEnd: 2, hard: false } as const;
  expect(() => applyDiff(base, { ...diff, edits: [edit] }, [])).toThrow(mismatch);
});
