import { expect, test } from 'vitest';
import { changeBetween } from '../artifact/change.ts';
import type { Tree, TreeEntry } from '../artifact/tree.ts';
import { equalBytes } from '../bytes/compare.ts';
import { toUtf8 } from '../bytes/text.ts';
import { sha256Hex } from '../digest.ts';
import { addedRuns, applyDiff } from './testing/apply.ts';
import { diffChange } from './change-diff.ts';

const nothing = new Uint8Array(0);

function entry(path: string, content: string, more: Partial<TreeEntry> = {}): TreeEntry {
  const bytes = toUtf8(content);
  return { path, type: 'file', mode: 0o644, sha256: sha256Hex(bytes), content: bytes, ...more };
}

function treeOf(...entries: TreeEntry[]): Tree {
  return { entries, findings: [] };
}

const base = treeOf(
  entry('bin', 'a\nb\n'),
  entry('gone', 'a\nb\nc\n'),
  entry('image', '\0\n'),
  entry('link', 'lib/a', { type: 'symlink', mode: 0o777 }),
  entry('same', 'a\n'),
  entry('swapped', 'a\n'),
  entry('text', 'a\nb\nc\n'),
);
const target = treeOf(
  entry('bin', 'a\nb\n', { mode: 0o755 }),
  entry('empty', ''),
  entry('image', '\0\0\n'),
  entry('link', 'lib/b', { type: 'symlink', mode: 0o777 }),
  entry('new', 'a\n'),
  entry('same', 'a\n'),
  entry('swapped', 'a\n', { type: 'symlink', mode: 0o777 }),
  entry('text', 'a\nB\nc\n'),
);

test('every entry of a change appears: texts, binaries, links, empty files, modes and types', () => {
  const { entries } = diffChange(changeBetween(base, target));
  expect(
    entries.map(({ entry: { kind, path }, diff }) => `${kind} ${path} +${diff.added} -${diff.removed}`),
  ).toEqual([
    'M bin +0 -0',
    'A empty +0 -0',
    'D gone +0 -3',
    'M image +1 -1',
    'M link +1 -1',
    'A new +1 -0',
    'M swapped +1 -1',
    'M text +1 -1',
  ]);
  expect(entries.filter(({ diff }) => diff.binary).map((each) => each.entry.path)).toEqual(['image']);
});

test('the totals are the sums', () => {
  expect(diffChange(changeBetween(base, target))).toMatchObject({ added: 5, removed: 7, hard: false });
});

test('one hard file makes the change hard', () => {
  const change = changeBetween(treeOf(entry('f', 'a\nb\n')), treeOf(entry('f', 'b\na\n')));
  const limits = { gapEdits: 0, lastGapEdits: 0, workPerLine: 0, baseWork: 0 };
  expect(diffChange(change, limits).hard).toBe(true);
});

test('each diff makes its target from its base', () => {
  for (const { entry: changed, diff } of diffChange(changeBetween(base, target)).entries) {
    const before = changed.kind === 'A' ? nothing : changed.base.content;
    const after = changed.kind === 'D' ? nothing : changed.target.content;
    expect(equalBytes(applyDiff(before, diff, addedRuns(diff, after)), after)).toBe(true);
  }
});
