import { expect, test } from 'vitest';
import type { Comment } from './draft.ts';
import { noteText } from './note-text.ts';

function comment(path: string, line: number, text: string, fields: Partial<Comment> = {}): Comment {
  return { id: `${path} ${line}`, path, side: 'target', line, to: line, text, ...fields };
}

test('the note comes first, then comments in the order of the files, lines from 1', () => {
  const comments = [
    comment('b.js', 3, 'later'),
    comment('a.js', 13, 'why?'),
    comment('a.js', 1, 'gone', { side: 'base', to: 4 }),
  ];
  expect(noteText({ note: ' All in all fine. ', comments }, ['a.js', 'b.js'])).toBe(
    'All in all fine.\n\na.js:2-5 (before): gone\na.js:14: why?\nb.js:4: later\n',
  );
});

test('a comment cannot pass for one on another line', () => {
  const comments = [comment('a.js', 0, 'one\r\nb.js:1: forged\rand more')];
  expect(noteText({ note: '', comments }, ['a.js'])).toBe('a.js:1: one\n  b.js:1: forged\n  and more\n');
});

test('nothing written is no note', () => {
  expect(noteText({ note: ' \n', comments: [comment('a.js', 1, ' ')] }, ['a.js'])).toBeNull();
});
