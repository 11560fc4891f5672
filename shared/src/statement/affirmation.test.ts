import { expect, test } from 'vitest';
import { artifactDigest, type ChangeDigest, type TreeDigest } from '../digest.ts';
import { toUtf8 } from '../bytes/text.ts';
import { builtInCriteria } from '../policy/criteria.ts';
import { affirmation, affirmationId, criterionTexts, type Affirmed } from './affirmation.ts';

const target = { purl: 'pkg:npm/socks@2.8.4', digest: artifactDigest(toUtf8('new')) };
const base = { purl: 'pkg:npm/socks@2.8.3', digest: artifactDigest(toUtf8('old')) };
const whole: Affirmed = {
  target,
  scope: { kind: 'full', tree: 'a'.repeat(64) as TreeDigest },
  criteria: [{ name: 'safe-to-run', text: 'Running it does no harm.' }],
  thoroughness: 'low',
  understanding: 'medium',
};
const change: Affirmed = {
  ...whole,
  scope: { kind: 'change', base, change: 'b'.repeat(64) as ChangeDigest },
};

test('what one signs is in the first person and names every digest of the review', () => {
  expect(affirmation(whole)).toMatch(
    /^Countersign affirmation, version 1\n\nI have read every file of this release:\n/,
  );
  for (const digest of [target.digest.sha256, target.digest.sha512, 'a'.repeat(64)]) {
    expect(affirmation(whole)).toContain(digest);
  }
  for (const digest of [...Object.values(target.digest), ...Object.values(base.digest), 'b'.repeat(64)]) {
    expect(affirmation(change)).toContain(digest);
  }
});

test('a change is never affirmed in the words of a whole release', () => {
  expect(affirmation(change)).toContain('that changed from this release');
  expect(affirmation(change)).toContain('I accept the change as:');
  expect(affirmation(change)).not.toContain('every file of this release');
});

test('every choice of the reviewer is part of the text, so of its id', () => {
  const others: Affirmed[] = [
    change,
    { ...whole, thoroughness: 'high' },
    { ...whole, understanding: 'high' },
    { ...whole, criteria: [{ name: 'safe-to-deploy', text: 'Running it does no harm.' }] },
    { ...whole, criteria: [{ name: 'safe-to-run', text: 'Something else.' }] },
    { ...whole, target: { ...target, purl: 'pkg:npm/socks@2.8.5' } },
  ];
  const ids = [whole, ...others].map((affirmed) => affirmationId(affirmation(affirmed)));
  expect(new Set(ids).size).toBe(ids.length);
});

test('every built-in criterion says what it asks, in one line', () => {
  expect([...criterionTexts.keys()]).toEqual([...builtInCriteria.keys()]);
  for (const text of criterionTexts.values()) expect(text).toMatch(/^[A-Z][^\n]{40,}\.$/);
});
