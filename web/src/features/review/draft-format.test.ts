import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDraft, parseDraft } from './draft-format.ts';
import { emptyDraft, type Draft } from './draft.ts';

const draft: Draft = {
  read: new Set(['a.js', '__proto__']),
  shown: new Map([
    [
      '__proto__',
      {
        base: [[0, 4]],
        target: [
          [0, 9],
          [12, 13],
        ],
      },
    ],
  ]),
  comments: [{ id: 'x', path: 'a.js', side: 'base', line: 3, to: 5, text: 'why?\n\u202e' }],
  note: 'a note',
  criteria: ['safe-to-run'],
  thoroughness: 'low',
  understanding: null,
  flag: { severity: 'malicious', category: null, summary: 'x', places: [{ path: 'a.js', lines: [1, 2] }] },
};

test('a draft survives a reload', () => {
  expect(parseDraft(formatDraft(draft))).toEqual(draft);
  expect(parseDraft(formatDraft(emptyDraft))).toEqual(emptyDraft);
});

test.each([
  ['no JSON', '{'],
  ['another version', formatDraft(draft).replace('"version":1', '"version":2')],
  ['a line that is none', formatDraft(draft).replace('"line":3', '"line":-3')],
  ['a range backwards', formatDraft(draft).replace('"line":3', '"line":30')],
  ['a level that is none', formatDraft(draft).replace('"low"', '"utmost"')],
  ['a severity that is none', formatDraft(draft).replace('malicious', 'terrible')],
  ['a side that is none', formatDraft(draft).replace('"side":"base"', '"side":"both"')],
])('%s is no draft', (_, text) => {
  expect(parseDraft(text)).toBeNull();
});

test('whatever JSON says, a draft is read or refused, and never throws', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(parseDraft(text)).toBeNull();
    }),
  );
});

test('ranges that overlap are put in order, so that no line counts twice', () => {
  const text = formatDraft(draft).replace('[[0,9],[12,13]]', '[[12,13],[4,9],[0,6],[3,3]]');
  expect(parseDraft(text)?.shown.get('__proto__')?.target).toEqual([
    [0, 9],
    [12, 13],
  ]);
});
