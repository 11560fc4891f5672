import { expect, test } from 'vitest';
import { changedLines } from './coverage.ts';
import { DraftStore } from './draft-store.ts';
import type { Comment } from './draft.ts';

const comment: Comment = { id: 'x', path: 'a.js', side: 'target', line: 1, to: 1, text: 'why?' };
const changed = changedLines(Uint32Array.from([2, 0, 0, 0, 10, 0]));

test('a mark is undone, and done again by hand', () => {
  const draft = new DraftStore();
  draft.mark('a.js', true);
  draft.mark('b.js', true);
  expect(draft.undo()).toBe(true);
  expect([...draft.draft.read]).toEqual(['a.js']);
});

test('undoing a mark takes back nothing that was shown or written since', () => {
  const draft = new DraftStore();
  draft.mark('a.js', true);
  draft.show('a.js', [{ side: 'target', from: 0, to: 4 }], changed);
  draft.write({ note: 'mind the gap' });
  draft.undo();
  expect(draft.draft.shown.get('a.js')?.target).toEqual([[0, 4]]);
  expect(draft.draft.note).toBe('mind the gap');
});

test('a mark that is there already is no step', () => {
  const draft = new DraftStore();
  draft.mark('a.js', false);
  expect(draft.undo()).toBe(false);
});

test('writing a comment, letter by letter, is one step', () => {
  const draft = new DraftStore();
  const before = draft.draft.comments;
  for (const text of ['w', 'wh', 'why?']) draft.amend({ ...comment, text });
  draft.settle(before);
  expect(draft.draft.comments).toEqual([comment]);
  draft.undo();
  expect(draft.draft.comments).toEqual([]);
  expect(draft.undo()).toBe(false);
});

test('a comment that is emptied is gone', () => {
  const draft = new DraftStore();
  draft.amend(comment);
  draft.amend({ ...comment, text: ' ' });
  expect(draft.draft.comments).toEqual([]);
});

test('a deleted comment comes back', () => {
  const draft = new DraftStore();
  draft.amend(comment);
  draft.deleteComment('x');
  draft.undo();
  expect(draft.draft.comments).toEqual([comment]);
});

test('what is shown again changes nothing, so nothing is saved', () => {
  const draft = new DraftStore();
  draft.show('a.js', [{ side: 'target', from: 0, to: 4 }], changed);
  const before = draft.draft;
  draft.show(
    'a.js',
    [
      { side: 'target', from: 1, to: 3 },
      { side: 'base', from: 0, to: 9 },
    ],
    changed,
  );
  expect(draft.draft).toBe(before);
});
