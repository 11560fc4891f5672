import { expect, test } from 'vitest';
import type { Comment } from '../draft.ts';
import { file } from '../../../worker/testing/sample-reading.ts';
import { evidenceNow, evidenceOf, readLines } from './evidence.ts';

const comment: Comment = { id: 'x', path: 'b.js', side: 'target', line: 3, to: 5, text: 'why?' };

test('a flag begins with the line of the cursor and those of the comments, from 1', () => {
  const cursor = { path: 'a.js', side: 'target', line: 13 } as const;
  expect(evidenceNow(cursor, [comment])).toEqual([
    { path: 'a.js', lines: [14, 14] },
    { path: 'b.js', lines: [4, 6] },
  ]);
});

test('of a line that is gone the file remains, and no place is there twice', () => {
  const gone = { ...comment, side: 'base' } as const;
  expect(evidenceNow(null, [gone, { ...gone, id: 'y', line: 8, to: 8 }])).toEqual([
    { path: 'b.js', lines: null },
  ]);
});

test('a flag holds no more places than its schema takes', () => {
  const many = Array.from({ length: 50 }, (_, line) => ({ ...comment, id: `${line}`, line, to: line }));
  expect(evidenceNow(null, many)).toHaveLength(32);
});

test('evidence names the bytes of the release; what the release lacks is none', () => {
  const files = [file(0, 'a.js'), file(1, 'gone.js', { kind: 'D', target: null })];
  const places = [
    { path: 'a.js', lines: [1, 2] },
    { path: 'gone.js', lines: null },
    { path: 'nowhere.js', lines: null },
  ] as const;
  expect(evidenceOf(places, files)).toEqual([{ path: 'a.js', lines: [1, 2], sha256: 'b'.repeat(64) }]);
});

test.each([
  ['', null],
  ['14', [14, 14]],
  [' 14 - 20 ', [14, 20]],
  ['14–20', [14, 20]],
  ['20-14', undefined],
  ['0', undefined],
  ['x', undefined],
])('lines %j are %j', (text, lines) => expect(readLines(text)).toEqual(lines));
