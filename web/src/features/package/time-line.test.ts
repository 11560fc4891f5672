import {
  artifactFlag,
  changeReview,
  digestsOf,
  fullReview,
  rangeFlag,
  reviewer,
} from '@countersign/shared/statement/testing/drafts.ts';
import { expect, test } from 'vitest';
import { ofKind, type OpenedOf } from '../../app/opened.ts';
import { openedFrom } from '../../testing/served.ts';
import { timeLine } from './time-line.ts';

const [alice, bob] = [reviewer(1), reviewer(2)];
const purl = (version: string) => `pkg:npm/x@${version}`;
const digest = { '1.0.0': 'a', '1.1.0': 'b', '1.2.0': 'c' } as const;
type Version = keyof typeof digest;

const versions = (['1.2.0', '1.1.0', '1.0.0'] as const).map((version) => ({
  version,
  purl: purl(version),
  published: null,
  artifacts: [],
  reviews: 0,
  flags: 0,
}));

type Fields = Parameters<typeof changeReview>[2];

function step(from: Version, to: Version, by = alice, fields: Fields = {}): OpenedOf<'review'> {
  const draft = changeReview(
    { purl: purl(from), digest: digestsOf(digest[from]) },
    { purl: purl(to), digest: digestsOf(digest[to]) },
    fields,
  );
  return ofKind([openedFrom(draft, by)], 'review')[0] as OpenedOf<'review'>;
}

function joined(...reviews: OpenedOf<'review'>[]): string[][] {
  return timeLine(versions, reviews, []).map(({ connected }) => [...connected]);
}

test('a review of the change joins a version to the one before it', () => {
  expect(joined(step('1.0.0', '1.1.0'))).toEqual([[], [alice.id], []]);
  expect(joined(step('1.0.0', '1.1.0'), step('1.1.0', '1.2.0', bob))).toEqual([[bob.id], [alice.id], []]);
});

test('a step past a version does not join it, nor does one backwards', () => {
  expect(joined(step('1.0.0', '1.2.0'))).toEqual([[], [], []]);
  expect(joined(step('1.1.0', '1.0.0'))).toEqual([[], [], []]);
  expect(joined(step('1.1.0', '1.0.0'), step('1.0.0', '1.2.0'))).toEqual([[alice.id], [], []]);
});

test('two signers’ halves are no chain', () => {
  expect(joined(step('1.1.0', '1.0.0', alice), step('1.0.0', '1.2.0', bob))).toEqual([[], [], []]);
});

test('a review in part, by a machine, without care, or taken back joins nothing', () => {
  const part = { read: 1, entries: 2, list: 'e'.repeat(64) };
  const machine = { kind: 'automated', tool: 'scan', model: '1' } as const;
  for (const fields of [{ coverage: part }, { method: machine }, { thoroughness: 'none' }] as const) {
    expect(joined(step('1.0.0', '1.1.0', alice, fields as Fields))).toEqual([[], [], []]);
  }
  expect(joined({ ...step('1.0.0', '1.1.0'), withdrawn: 'shown' })).toEqual([[], [], []]);
});

test('other bytes under the version before do not join', () => {
  const elsewhere = changeReview(
    { purl: purl('1.0.0'), digest: digestsOf('a') },
    { purl: purl('1.1.0'), digest: digestsOf('f') },
  );
  const onward = step('1.1.0', '1.2.0');
  const first = ofKind([openedFrom(elsewhere, alice)], 'review')[0] as OpenedOf<'review'>;
  expect(joined(first, onward)).toEqual([[alice.id], [alice.id], []]);
  const past = timeLine([versions[0], versions[2]] as typeof versions, [first, onward], []);
  expect(past.map(({ connected }) => connected)).toEqual([[], []]);
});

test('who read a release in full is told, and its flags, those of ranges too', () => {
  const whole = ofKind([openedFrom(fullReview(purl('1.0.0'), digestsOf('a')), bob)], 'review');
  const flags = ofKind(
    [
      openedFrom(artifactFlag(purl('1.2.0'), digestsOf('c')), alice),
      openedFrom(rangeFlag('pkg:npm/x', 'vers:npm/>=1.1.0'), bob),
      openedFrom(rangeFlag('pkg:npm/other', 'vers:npm/*'), bob),
    ],
    'flag',
  );
  const points = timeLine(versions, whole, flags);
  expect(points.map((point) => point.flags.length)).toEqual([2, 1, 0]);
  expect(points.map((point) => point.whole)).toEqual([[], [], [bob.id]]);
  expect(points[2]?.before).toBeNull();
});
