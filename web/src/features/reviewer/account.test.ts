import {
  artifactFlag,
  compromise,
  digestsOf,
  profileOf,
  reviewer,
  rotation,
  vouchFor,
} from '@countersign/shared/statement/testing/drafts.ts';
import { expect, test } from 'vitest';
import type { OpenedOf } from '../../app/opened.ts';
import { openedFrom } from '../../testing/served.ts';
import { accountOf, outcomeOf, vouchStands } from './account.ts';

const [alice, bob, carol] = [reviewer(1), reviewer(2), reviewer(3)];

test('a signer’s newest name comes first, and older ones are not forgotten', () => {
  const old = openedFrom(profileOf(alice.id, { name: 'Alice', date: '2025-01-01T00:00:00Z' }), alice);
  const now = openedFrom(profileOf(alice.id, { name: 'Alicia', labels: ['employer:acme'] }), alice);
  expect(accountOf(alice.id, [old], [old, now])).toMatchObject({
    names: ['Alicia', 'Alice'],
    labels: ['employer:acme'],
  });
});

test('a node cannot put others’ words into a signer’s mouth', () => {
  const account = accountOf(
    alice.id,
    [openedFrom(artifactFlag('pkg:npm/x@1.0.0', digestsOf('a')), bob), openedFrom(vouchFor(carol.id), bob)],
    [openedFrom(profileOf(bob.id, { name: 'Alice' }), bob), openedFrom(vouchFor(carol.id), bob)],
  );
  expect(account).toMatchObject({ names: [], flags: [], vouchesFor: [], vouchedBy: [] });
});

test('vouches are told apart by their direction', () => {
  const account = accountOf(
    alice.id,
    [openedFrom(vouchFor(bob.id), alice)],
    [openedFrom(vouchFor(alice.id), carol)],
  );
  expect(account.vouchesFor.map(({ statement }) => statement.subject.name)).toEqual([bob.id]);
  expect(account.vouchedBy.map(({ statement }) => statement.by)).toEqual([carol.id]);
});

test('a vouch ends on its day, or when it is taken back', () => {
  const vouch = openedFrom(vouchFor(bob.id, { expires: '2027-01-01T00:00:00Z' }), alice) as OpenedOf<'vouch'>;
  expect(vouchStands(vouch, Date.parse('2026-12-31T23:59:59Z'))).toBe('yes');
  expect(vouchStands(vouch, Date.parse('2027-01-01T00:00:00Z'))).toBe('ended');
  expect(vouchStands({ ...vouch, withdrawn: 'claimed' }, 0)).toBe('yes');
  expect(vouchStands({ ...vouch, withdrawn: 'shown' }, 0)).toBe('withdrawn');
});

test('a rotated or compromised key is told', () => {
  const said = [
    openedFrom(rotation(alice.id, '2026-11-01T00:00:00Z', bob.id), alice),
    openedFrom(compromise(alice.id, 'always'), alice),
  ];
  expect(accountOf(alice.id, said, []).revocations).toHaveLength(2);
  expect(accountOf(bob.id, [], said).revocations).toHaveLength(0);
});

test('others agree with a flag only on the same bytes, while theirs stand', () => {
  const draft = artifactFlag('pkg:npm/x@1.0.0', digestsOf('a'));
  const own = openedFrom(draft, alice) as OpenedOf<'flag'>;
  const same = openedFrom(draft, bob) as OpenedOf<'flag'>;
  const other = openedFrom(artifactFlag('pkg:npm/x@1.0.0', digestsOf('b')), carol) as OpenedOf<'flag'>;
  expect(outcomeOf(own, [own, same, other])).toEqual({ withdrawn: false, agreeing: [bob.id] });
  expect(outcomeOf(own, [own, { ...same, withdrawn: 'shown' }]).agreeing).toEqual([]);
  expect(outcomeOf({ ...own, withdrawn: 'shown' }, []).withdrawn).toBe(true);
});
