import type { SigningKey } from '@countersign/shared/signer/signer.ts';
import type { Severity } from '@countersign/shared/statement/flag.ts';
import {
  artifactFlag,
  digestsOf,
  rangeFlag,
  reviewer,
} from '@countersign/shared/statement/testing/drafts.ts';
import { expect, test } from 'vitest';
import { ofKind, type Opened } from '../../app/opened.ts';
import { openedFrom } from '../../testing/served.ts';
import { fits, readFilter } from './filter.ts';
import { groupFlags, type OpenedFlag } from './group.ts';

const [alice, bob] = [reviewer(1), reviewer(2)];

interface Wish {
  readonly by?: SigningKey;
  readonly date?: string;
  readonly severity?: Severity;
  readonly digest?: string;
  readonly range?: string;
  readonly withdrawn?: Opened['withdrawn'];
}

function flag(purl: string, wish: Wish = {}): OpenedFlag {
  const { by = alice, date = '2026-11-22T10:00:00Z', severity = 'malicious', digest = 'a', range } = wish;
  const draft = range
    ? rangeFlag(purl, range, { date, severity })
    : artifactFlag(purl, digestsOf(digest), { date, severity });
  const [found] = ofKind([openedFrom(draft, by)], 'flag');
  if (!found) throw new Error('no flag');
  return { ...found, withdrawn: wish.withdrawn ?? null };
}

const x = 'pkg:npm/x@1.0.0';

test('the flags of one artifact stand together, the worst first', () => {
  const groups = groupFlags([
    flag(x, { severity: 'suspicious', by: bob, date: '2026-11-22T12:00:00Z' }),
    flag(x, { severity: 'malicious', by: alice }),
  ]);
  expect(groups).toHaveLength(1);
  expect(groups[0]).toMatchObject({ worst: 'malicious', signers: 2, newest: '2026-11-22T12:00:00Z' });
  expect(groups[0]?.flags[0]?.statement.by).toBe(alice.id);
});

test('one signer who flags a thousand times is one signer', () => {
  const dates = ['2026-11-22T10:00:00Z', '2026-11-22T11:00:00Z', '2026-11-22T12:00:00Z'];
  expect(groupFlags(dates.map((date) => flag(x, { date })))[0]?.signers).toBe(1);
  // The same entry, served twice.
  expect(groupFlags([flag(x), flag(x)])[0]?.flags).toHaveLength(1);
});

test('other bytes under the same name, and a range, are groups of their own', () => {
  const groups = groupFlags([
    flag(x),
    flag(x, { digest: 'b' }),
    flag('pkg:npm/x', { range: 'vers:npm/>=1.0.0|<2.0.0' }),
  ]);
  expect(groups.map(({ range }) => range).filter(Boolean)).toEqual(['vers:npm/>=1.0.0|<2.0.0']);
  expect(groups).toHaveLength(3);
});

test('newest day first, on one day the worst first', () => {
  const order = groupFlags([
    flag('pkg:npm/old@1.0.0', { date: '2026-11-20T23:00:00Z' }),
    flag('pkg:npm/mild@1.0.0', { date: '2026-11-22T23:00:00Z', severity: 'unmaintained' }),
    flag('pkg:npm/bad@1.0.0', { date: '2026-11-22T01:00:00Z' }),
  ]).map(({ purl }) => purl);
  expect(order).toEqual(['pkg:npm/bad@1.0.0', 'pkg:npm/mild@1.0.0', 'pkg:npm/old@1.0.0']);
});

test('a flag counts until its retraction is seen: a node’s word alone hides nothing', () => {
  expect(groupFlags([flag(x, { withdrawn: 'claimed' })])[0]).toMatchObject({
    worst: 'malicious',
    signers: 1,
  });
  expect(groupFlags([flag(x, { withdrawn: 'shown' })])[0]).toMatchObject({ worst: null, signers: 0 });
  const both = groupFlags([flag(x, { withdrawn: 'shown' }), flag(x, { by: bob, severity: 'suspicious' })]);
  expect(both[0]).toMatchObject({ worst: 'suspicious', signers: 1 });
});

test('what the address asks for is held against the signed statement', () => {
  const found = flag('pkg:npm/%40acme/Socks@1.0.0', { severity: 'suspicious' });
  for (const search of [
    { severity: 'suspicious' },
    { ecosystem: 'npm' },
    { text: 'SOCKS' },
    { text: '~/.SSH' },
    {},
  ]) {
    expect(fits(found, readFilter(search))).toBe(true);
  }
  for (const search of [
    { severity: 'malicious' },
    { ecosystem: 'deb' },
    { text: 'other' },
    { category: 'other' },
  ]) {
    expect(fits(found, readFilter(search))).toBe(false);
  }
});

test('values that are none are dropped from an address', () => {
  expect(readFilter({ severity: 'terrible', category: '__proto__', ecosystem: 'NPM', text: '' })).toEqual({});
  expect(readFilter({ text: 'x'.repeat(1000) }).text).toHaveLength(200);
});
