import { formatUnsigned, parseUnsigned } from '@countersign/shared/statement/unsigned.ts';
import { expect, test } from 'vitest';
import { coverageOf, oneLine } from '../coverage.ts';
import { emptyDraft, type Draft } from '../draft.ts';
import { count, countsOf, file, reading } from '../../../worker/testing/sample-reading.ts';
import { draftFlag, draftReview, fileNameOf } from './statement.ts';

const files = [file(0, 'a.js'), file(1, 'b.js')];
const change = reading(files);
const known = [
  { name: 'safe-to-deploy', text: 'Two.' },
  { name: 'safe-to-run', text: 'One.' },
];
const answered: Draft = {
  ...emptyDraft,
  read: new Set(['a.js', 'b.js']),
  shown: new Map([['a.js', oneLine]]),
  criteria: ['safe-to-run', 'unknown-here'],
  thoroughness: 'low',
  understanding: 'medium',
};
const now = Date.UTC(2026, 10, 22, 17);

function review(draft: Draft) {
  const counts = countsOf(count(0, 1), count(1, 1));
  return draftReview(change, draft, coverageOf(files, counts, draft.read, draft.shown), known, now);
}

function unsignedOf(drafted: ReturnType<typeof review>) {
  if ('missing' in drafted) throw new Error(drafted.missing.join(' '));
  return drafted.unsigned;
}

test('what is left to say is said all at once', () => {
  expect(review(emptyDraft)).toMatchObject({ missing: { length: 4 } });
});

test('a complete reading says so, and is a statement that everybody reads', () => {
  const whole = {
    ...answered,
    shown: new Map([
      ['a.js', oneLine],
      ['b.js', oneLine],
    ]),
  };
  const unsigned = unsignedOf(review(whole));
  expect(unsigned.draft.predicate).toMatchObject({
    coverage: { complete: 'c'.repeat(64) },
    criteria: ['safe-to-run'],
  });
  expect(parseUnsigned(formatUnsigned(unsigned))).toEqual(unsigned);
});

test('a file that was marked but not all on screen is not among those read', () => {
  const unsigned = unsignedOf(review(answered));
  expect(unsigned.read).toEqual(['a.js']);
  expect(unsigned.draft.predicate).toMatchObject({ coverage: { read: 1, entries: 2 } });
  expect(unsigned.affirmation).toContain('only 1 of the 2 files');
});

test('comments and note go along as the note', () => {
  const comments = [{ id: 'x', path: 'b.js', side: 'target', line: 0, to: 0, text: 'why?' } as const];
  expect(unsignedOf(review({ ...answered, note: 'Fine.', comments })).note).toBe('Fine.\n\nb.js:1: why?\n');
});

test('a note longer than a node takes is no statement', () => {
  expect(review({ ...answered, note: 'ü'.repeat(140_000) })).toHaveProperty('missing');
});

test('a flag names the artifact, and is a statement that everybody reads', () => {
  const flag = {
    severity: 'malicious',
    category: 'exfiltration',
    summary: ' Reads ~/.ssh ',
    places: null,
  } as const;
  const drafted = draftFlag(change, { ...emptyDraft, flag }, [{ path: 'a.js', lines: [1, 2] }], now);
  const unsigned = unsignedOf(drafted);
  expect(unsigned.draft).toMatchObject({
    subject: { name: 'pkg:npm/socks@1.0.1' },
    predicate: { summary: 'Reads ~/.ssh' },
  });
  expect(parseUnsigned(formatUnsigned(unsigned))).toEqual(unsigned);
});

test.each(['x\u202ey', 'x\u200by', 'x'.repeat(201), '\ud800'])('%j is no summary', (summary) => {
  const flag = { severity: 'malicious', category: 'other', summary, places: null } as const;
  expect(draftFlag(change, { ...emptyDraft, flag }, [], now)).toHaveProperty('missing');
});

test('the file is named for the release, in letters that every file system takes', () => {
  const { draft, ...texts } = unsignedOf(review(answered));
  expect(fileNameOf({ draft, ...texts })).toBe('socks-1.0.1.countersign.json');
  const scoped = {
    ...draft,
    subject: { ...draft.subject, name: 'pkg:npm/%40babel/core@1.0.0%2Bb' },
  } as typeof draft;
  expect(fileNameOf({ draft: scoped, ...texts })).toBe('core-1.0.0-b.countersign.json');
});
