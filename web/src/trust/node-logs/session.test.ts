import { profileOf } from '@countersign/shared/statement/testing/drafts.ts';
import { expect, test } from 'vitest';
import { nextKept, readKept } from '../kept-logs.ts';
import type { KeptLogs } from './node-logs.ts';
import { Session } from './session.ts';
import { PaperSource } from './testing/paper-source.ts';
import { alice, bob, eve, look, nothingKept, reviews, say } from './testing/said.ts';

const [first, second, third] = [alice, bob, eve].map((key) => say(profileOf(key.id), key).entry) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

/** A visit: what it found, and what the browser keeps of it. */
async function visit(source: PaperSource, kept: KeptLogs) {
  const heads = await new Session(source, kept).heads();
  return { trust: heads.trust, kept: nextKept(kept, heads) };
}

test('what one visit kept, the next goes on from: same, then grown', async () => {
  const source = new PaperSource();
  source.log('trust', [first]);
  const one = await visit(source, nothingKept);
  expect(one.trust.memory.state).toBe('first');
  const two = await visit(source, one.kept);
  expect(two.trust.memory.state).toBe('same');
  source.log('trust', [first, second, third]);
  const three = await visit(source, two.kept);
  expect(three.trust.memory.state).toBe('grown');
  expect(three.kept.trust?.note).toBe(source.logs.trust.note);
});

test('a log that shrank since the last visit is loud, what was kept stays, and nothing is allowed on it', async () => {
  const source = new PaperSource();
  source.log('reviews', reviews);
  source.log('trust', [first, second]);
  const { kept } = await visit(source, nothingKept);
  source.log('trust', [first]);
  const shrunk = await visit(source, kept);
  expect(shrunk.trust.memory.state).toBe('smaller');
  expect(shrunk.kept.trust?.note).toBe(kept.trust?.note);
  expect((await look(source, {}, kept)).artifacts[0]?.verdict?.verdict).toBe('undecidable');
});

test('another history of the same size is kept as evidence, and stays refused when the node takes it back', async () => {
  const source = new PaperSource();
  source.log('trust', [first, second]);
  const { kept } = await visit(source, nothingKept);
  source.log('trust', [first, third]);
  const forked = await visit(source, kept);
  expect(forked.trust).toMatchObject({ head: null, memory: { state: 'contradicts' } });
  expect(forked.kept.trust).toEqual({ ...kept.trust, other: source.logs.trust.note });
  source.log('trust', [first, second]);
  const later = await visit(source, forked.kept);
  expect(later.trust).toMatchObject({ head: null, problem: { code: 'log-refused' } });
  expect(later.kept).toEqual(forked.kept);
});

test('a larger log that does not begin with what was seen contradicts it', async () => {
  const source = new PaperSource();
  source.log('trust', [first, second]);
  const { kept } = await visit(source, nothingKept);
  source.log('trust', [first, third, second]);
  expect((await visit(source, kept)).trust).toMatchObject({
    head: null,
    problem: { code: 'log-inconsistent' },
    memory: { state: 'contradicts' },
  });
});

test('other keys than on the last visit give no verdict until the visitor begins anew', async () => {
  const source = new PaperSource();
  const { kept } = await visit(source, nothingKept);
  const other = new PaperSource(50);
  other.log('reviews', reviews);
  const answer = await look(other, {}, kept);
  expect(answer.heads.trust.memory.state).toBe('other-key');
  expect(answer.artifacts[0]?.verdict?.verdict).toBe('undecidable');
  expect(nextKept(kept, answer.heads)).toEqual(kept);
  expect((await look(other)).artifacts[0]?.verdict?.verdict).toBe('allow');
});

test('keys that change while the page is open are as loud', async () => {
  const source = new PaperSource();
  const session = new Session(source, nothingKept);
  await session.heads();
  source.lies.set('/keys', JSON.stringify(new PaperSource(50).keys()));
  expect((await session.heads()).trust.memory.state).toBe('other-key');
});

test('what a browser kept and this page would not write is nothing', () => {
  const good = { version: 1, reviews: null, trust: { vkey: 'k', note: 'n', other: null } };
  expect(readKept(JSON.stringify(good))).toEqual({ reviews: null, trust: good.trust });
  for (const text of [
    null,
    '',
    '[]',
    '{"version":2}',
    '{"version":1,"trust":{"vkey":1}}',
    '{"version":1,"trust":{"vkey":"k","note":"n"}}',
  ]) {
    expect(readKept(text)).toEqual(nothingKept);
  }
});
