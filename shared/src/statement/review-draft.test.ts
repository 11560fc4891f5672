import { expect, test } from 'vitest';
import { toUtf8 } from '../bytes/text.ts';
import { artifactDigest, sha256Hex, type ChangeDigest, type TreeDigest } from '../digest.ts';
import { signerFromSeed } from '../signer/signer.ts';
import { affirmationId } from './affirmation.ts';
import { flagDraft } from './flag-draft.ts';
import { readListDigest, sortedPaths } from './read-list.ts';
import { reviewDraft, type ReviewOf } from './review-draft.ts';
import { minutesAFile, offeredLevels, thoroughnessScale } from './scale.ts';
import { artifactSubject, signStatement } from './sign.ts';

const target = { purl: 'pkg:npm/socks@2.8.4', digest: artifactDigest(toUtf8('new')) };
const base = { purl: 'pkg:npm/socks@2.8.3', digest: artifactDigest(toUtf8('old')) };
const change = 'b'.repeat(64) as ChangeDigest;
const whole: ReviewOf = {
  target,
  scope: { kind: 'change', base, change },
  criteria: [
    { name: 'safe-to-run', text: 'Running it does no harm.' },
    { name: 'safe-to-deploy', text: 'Serving it does no harm.' },
  ],
  thoroughness: 'low',
  understanding: 'medium',
  coverage: 'complete',
  note: null,
  now: Date.parse('2026-11-22T17:00:00.900Z'),
};
const part: ReviewOf = { ...whole, coverage: { read: ['lib/b.js', 'lib/a.js', 'lib/b.js'], entries: 4 } };
const key = signerFromSeed(new Uint8Array(32));

test('every draft is a statement that any key can sign, and that names its text', () => {
  const full: ReviewOf = { ...whole, scope: { kind: 'full', tree: 'a'.repeat(64) as TreeDigest } };
  for (const review of [whole, full, part, { ...whole, note: 'n' }]) {
    const { draft, affirmation } = reviewDraft(review);
    expect(draft.predicate.text).toBe(affirmationId(affirmation));
    expect(signStatement(draft, key).statement.predicate).toMatchObject(draft.predicate);
  }
});

test('criteria are sorted, whatever the order in which they were ticked', () => {
  const { draft } = reviewDraft(whole);
  expect(draft.predicate.criteria).toEqual(['safe-to-deploy', 'safe-to-run']);
  expect(reviewDraft({ ...whole, criteria: whole.criteria.toReversed() })).toEqual(reviewDraft(whole));
});

test('a partial reading never says that every file was read', () => {
  const { draft, affirmation, read } = reviewDraft(part);
  expect(read).toEqual(['lib/a.js', 'lib/b.js']);
  expect(draft.predicate.coverage).toEqual({
    read: 2,
    entries: 4,
    list: sha256Hex('lib/a.js\nlib/b.js\n'),
  });
  expect(affirmation).toContain('I have read only 2 of the 4 files that changed from this release:');
  expect(affirmation).toContain('I have not read the others.');
  expect(affirmation).toContain(sha256Hex('lib/a.js\nlib/b.js\n'));
  expect(affirmation).not.toContain('every file');
});

test.each([
  ['no file', [], 4],
  ['all of them', ['a', 'b'], 2],
  ['more than there are', ['a', 'b', 'c'], 2],
])('a partial reading of %s is none', (_what, read, entries) => {
  expect(() => reviewDraft({ ...whole, coverage: { read, entries } })).toThrow(
    expect.objectContaining({ code: 'statement-meaning' }),
  );
});

test('an empty note is no note', () => {
  for (const note of [null, '']) {
    const { draft, note: kept } = reviewDraft({ ...whole, note });
    expect([kept, 'note' in draft.predicate]).toEqual([null, false]);
  }
  expect(reviewDraft({ ...whole, note: 'n' }).draft.predicate.note).toBe(sha256Hex('n'));
});

test('paths are sorted by their bytes, not by their UTF-16 units', () => {
  expect(sortedPaths(['\u{1f600}', '\uff5e', 'b', 'a'])).toEqual(['a', 'b', '\uff5e', '\u{1f600}']);
  expect(readListDigest(['b', 'a'])).toBe(sha256Hex('a\nb\n'));
});

test('a flag affirms nothing but itself', () => {
  const { draft, affirmation, read } = flagDraft({
    subject: artifactSubject(target.purl, target.digest),
    range: null,
    severity: 'malicious',
    category: 'backdoor',
    summary: 'starts a shell',
    evidence: [{ path: 'lib/a.js', lines: [1, 2], sha256: sha256Hex('a') }],
    note: '',
    now: whole.now,
  });
  expect([affirmation, read]).toEqual([null, null]);
  expect(Object.keys(draft.predicate)).not.toContain('range');
  expect(signStatement(draft, key).statement).toMatchObject({ kind: 'flag', predicate: draft.predicate });
});

test('the minutes of a level are those that its text names', () => {
  expect(offeredLevels.toSorted()).toEqual(Object.keys(thoroughnessScale).toSorted());
  expect(thoroughnessScale.low).toContain(`${minutesAFile.low} minutes`);
  expect(thoroughnessScale.medium).toContain(`${minutesAFile.medium} minutes`);
  expect([minutesAFile.none, minutesAFile.high]).toEqual([0, 60]);
});
