import {
  artifactFlag,
  digestsOf,
  fullReview,
  rangeFlag,
  retraction,
  rotation,
  vouchFor,
} from '@countersign/shared/statement/testing/drafts.ts';
import { expect, test } from 'vitest';
import { now, PaperSource } from './testing/paper-source.ts';
import {
  alice,
  base,
  bob,
  byAlice,
  byBob,
  eve,
  flagByAlice,
  look,
  purl,
  reviews,
  say,
  target,
} from './testing/said.ts';

const honest = () => {
  const source = new PaperSource();
  source.log('reviews', reviews);
  return source;
};

test('two anchors, one in full and one by a chain of changes, make an allow with both named', async () => {
  const answer = await look(honest());
  expect(answer.problem).toBeNull();
  expect(answer.refused).toEqual([]);
  const [artifact] = answer.artifacts;
  expect(artifact?.verdict).toMatchObject({ verdict: 'allow', kappa: 2, findings: [] });
  expect(artifact?.verdict?.parties.map(({ name, basis }) => [name, basis.map(({ kind }) => kind)])).toEqual([
    ['alice', ['full']],
    ['bob', ['full', 'change']],
  ]);
  expect(artifact?.reviews.map(({ notCounted }) => notCounted)).toEqual([null, null]);
});

test('without anchors there is no verdict, and everything that was said is listed', async () => {
  const { artifacts } = await look(honest(), { anchors: [] });
  expect(artifacts).toHaveLength(1);
  expect(artifacts[0]).toMatchObject({ verdict: null, reviews: [{}, {}] });
});

test('a flag that the node leaves out of its answers is found in the log', async () => {
  const source = honest();
  source.log('trust', [flagByAlice.entry]);
  source.hidden.add(flagByAlice.id);
  const [artifact] = (await look(source)).artifacts;
  expect(artifact?.verdict?.verdict).toBe('blocked');
  expect(artifact?.flags).toMatchObject([{ counts: true, retracted: false }]);
});

test('a flag hidden together with every review still names the bytes that it is on', async () => {
  const source = new PaperSource();
  source.log('trust', [flagByAlice.entry]);
  source.hidden.add(flagByAlice.id);
  const { artifacts } = await look(source);
  expect(artifacts).toMatchObject([{ digest: target.digest, verdict: { verdict: 'blocked' } }]);
});

test('a flag by nobody within reach is listed and does not count', async () => {
  const source = honest();
  source.log('trust', [say(artifactFlag(purl, target.digest), eve).entry]);
  const [artifact] = (await look(source)).artifacts;
  expect(artifact).toMatchObject({ verdict: { verdict: 'allow' }, flags: [{ counts: false }] });
});

test('a flag by a signer whom an anchor vouches for holds the release back', async () => {
  const source = honest();
  source.log('trust', [
    say(vouchFor(eve.id), alice).entry,
    say(artifactFlag(purl, target.digest), eve).entry,
  ]);
  const [artifact] = (await look(source)).artifacts;
  expect(artifact).toMatchObject({ verdict: { verdict: 'quarantined' }, flags: [{ counts: true }] });
});

test('worse and newer flags by strangers do not bury the one that counts', async () => {
  const source = honest();
  source.log('trust', [
    say(artifactFlag(purl, target.digest, { severity: 'unmaintained' }), alice).entry,
    say(artifactFlag(purl, target.digest), eve).entry,
    say(artifactFlag(purl, target.digest, { summary: 'and again' }), eve).entry,
  ]);
  const [artifact] = (await look(source)).artifacts;
  expect(artifact?.flags.map(({ counts }) => counts)).toEqual([true, false, false]);
});

test('a retracted review is shown as taken back, and does not count', async () => {
  const source = honest();
  source.log('trust', [say(retraction(byAlice.id), alice).entry]);
  const [artifact] = (await look(source)).artifacts;
  expect(artifact?.verdict).toMatchObject({ verdict: 'insufficient', kappa: 1 });
  expect(artifact?.reviews.map(({ statement, notCounted }) => [statement.by, notCounted])).toEqual([
    [bob.id, null],
    [alice.id, 'retracted'],
  ]);
});

test('a flag on a range alone is shown for a release whose bytes nobody names', async () => {
  const source = new PaperSource();
  const flag = rangeFlag('pkg:npm/example', 'vers:npm/<2.0.0', { severity: 'suspicious' });
  source.log('trust', [say(flag, alice).entry]);
  const { artifacts } = await look(source);
  expect(artifacts).toMatchObject([{ digest: null, flags: [{}], verdict: { verdict: 'quarantined' } }]);
});

test('two artifacts under one name are judged apart', async () => {
  const source = new PaperSource();
  const other = say(fullReview(purl, digestsOf('3')), eve);
  source.log('reviews', [...reviews, other.entry]);
  const { artifacts } = await look(source);
  expect(artifacts.map(({ digest, verdict }) => [digest, verdict?.verdict])).toEqual([
    [target.digest, 'allow'],
    [digestsOf('3'), 'insufficient'],
  ]);
});

test('a release can be asked for by the sha256 of its bytes', async () => {
  const { artifacts } = await look(honest(), { purl: null, sha256: target.digest.sha256 });
  expect(artifacts).toMatchObject([{ purl, verdict: { verdict: 'allow' } }]);
});

test('a base that is flagged ends the chain that leads through it', async () => {
  const source = honest();
  source.log('trust', [say(artifactFlag(base.purl, base.digest), alice).entry]);
  const [artifact] = (await look(source)).artifacts;
  expect(artifact?.verdict).toMatchObject({ verdict: 'insufficient', parties: [{ name: 'alice' }] });
});

test('a log that its witness has not confirmed for a day gives no verdict', async () => {
  const source = honest();
  source.log('trust', [], now - 86_400 - 60);
  const answer = await look(source);
  expect(answer.problem?.code).toBe('log-stale');
  expect(answer.artifacts[0]?.verdict?.verdict).toBe('undecidable');
});

test('reasons shown for reviews agree with what the gate counts', async () => {
  const source = new PaperSource();
  const partial = { coverage: { read: 1, entries: 2, list: 'b'.repeat(64) } };
  const method = { kind: 'automated', tool: 'x', model: 'y' } as const;
  const drafts = [
    {},
    partial,
    { method },
    { thoroughness: 'none' as const },
    { criteria: ['safe-for-anonymity'] },
  ];
  for (const fields of drafts) {
    source.log('reviews', [say(fullReview(purl, target.digest, fields), alice).entry]);
    const [artifact] = (await look(source)).artifacts;
    const counts = artifact?.reviews[0]?.notCounted === null;
    expect({ fields, kappa: artifact?.verdict?.kappa }).toEqual({ fields, kappa: counts ? 1 : 0 });
  }
  source.log('reviews', [byBob.entry]);
  expect((await look(source)).artifacts[0]?.verdict?.kappa).toBe(0);
});

test('what a key signed and a witness saw before the key was rotated still counts', async () => {
  const source = new PaperSource();
  const old = now - 7 * 86_400;
  source.log('reviews', [byAlice.entry], old);
  const checkpoint = source.ownCheckpoint('reviews');
  const later = say(fullReview(purl, target.digest, { summary: 'again' }), bob).entry;
  source.log('trust', [say(rotation(alice.id, '2026-11-20T00:00:00Z', eve.id), alice).entry]);
  source.log('reviews', [byAlice.entry, checkpoint, later]);
  expect((await look(source)).artifacts[0]?.verdict).toMatchObject({ verdict: 'allow', kappa: 2 });
  source.log('reviews', [byAlice.entry, later]);
  const [artifact] = (await look(source)).artifacts;
  expect(artifact?.verdict).toMatchObject({ verdict: 'insufficient', kappa: 1 });
  expect(artifact?.reviews.map(({ notCounted }) => notCounted)).toContain('key-void');
});

test('a checkpoint of another history makes no review older than its key’s rotation', async () => {
  const source = new PaperSource();
  const note = source.signed('reviews', [byBob.entry], now - 7 * 86_400);
  source.log('trust', [say(rotation(alice.id, '2026-11-20T00:00:00Z', eve.id), alice).entry]);
  source.log('reviews', [byAlice.entry, source.ownCheckpoint('reviews', note)]);
  const [artifact] = (await look(source)).artifacts;
  expect(artifact).toMatchObject({ verdict: { kappa: 0 }, reviews: [{ notCounted: 'key-void' }] });
});

test('who flags what they reviewed no longer accepts it, and the page says why', async () => {
  const source = honest();
  source.log('trust', [say(artifactFlag(purl, target.digest, { severity: 'suspicious' }), bob).entry]);
  const [artifact] = (await look(source)).artifacts;
  expect(artifact?.verdict).toMatchObject({ verdict: 'quarantined', kappa: 1 });
  expect(artifact?.reviews.map(({ notCounted }) => notCounted)).toEqual([null, 'signer-flagged']);
});
