import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { decodeBundle, encodeBundle } from '@countersign/shared/log/bundle.ts';
import { artifactFlag, fullReview, profileOf } from '@countersign/shared/statement/testing/drafts.ts';
import { expect, test } from 'vitest';
import { readEntries, readNote, readStatement } from './read-entries.ts';
import { Session } from './session.ts';
import { now, PaperSource } from './testing/paper-source.ts';
import {
  alice,
  byAlice,
  eve,
  flagByAlice,
  look,
  lookAgain,
  nothingKept,
  purl,
  reviews,
  say,
  target,
} from './testing/said.ts';

const profile = say(profileOf(alice.id), alice).entry;
const honest = () => {
  const source = new PaperSource();
  source.log('reviews', reviews);
  source.log('trust', [profile]);
  return source;
};

async function verdictOf(source: PaperSource) {
  const answer = await look(source);
  return {
    verdict: answer.artifacts[0]?.verdict?.verdict ?? null,
    problem: answer.problem?.code ?? null,
    answer,
  };
}

test('a flag taken out of the entries that are served is no allow', async () => {
  const source = honest();
  source.log('trust', [flagByAlice.entry, profile]);
  source.lies.set(source.path('trust', 'entries'), encodeBundle([profile, profile]));
  expect(await verdictOf(source)).toMatchObject({ verdict: 'undecidable', problem: 'log-inconsistent' });
});

test('entries that are signed for and not served are no allow', async () => {
  const source = honest();
  source.lies.set(source.path('trust', 'entries'), null);
  expect(await verdictOf(source)).toMatchObject({ verdict: 'undecidable', problem: 'log-incomplete' });
});

test('a checkpoint by another key than the one that the node shows is no allow', async () => {
  const source = honest();
  source.logs.trust.note = new PaperSource(50).signed('trust', [profile]);
  const { verdict, problem } = await verdictOf(source);
  expect(verdict).toBe('undecidable');
  expect(problem).not.toBeNull();
});

test('keys that cannot be read refuse everything', async () => {
  const source = honest();
  source.lies.set('/keys', '{"reviews":"x","trust":"y","witness":"z"}');
  await expect(look(source)).rejects.toMatchObject({ code: 'vkey-malformed' });
});

test('a review that is not in the log does not count, and is said to be refused', async () => {
  const source = honest();
  const item = source.receipt(byAlice.id);
  const { size: _size, proof: _proof, checkpoint: _checkpoint, ...rest } = item;
  const { entry, id } = say(fullReview(purl, target.digest, { summary: 'never logged' }), alice);
  const statements = [{ ...rest, id, entry: new TextDecoder().decode(entry) }];
  const path = `/api/releases?${new URLSearchParams({ purl, limit: '100' })}`;
  source.lies.set(path, JSON.stringify({ statements, next: null }));
  const { answer } = await verdictOf(source);
  expect(answer.refused).toMatchObject([{ id, code: 'proof-invalid' }]);
  expect(answer.artifacts[0]).toMatchObject({ reviews: [], verdict: { kappa: 0 } });
});

test('an entry under another id, or with a broken signature, is refused', async () => {
  const source = honest();
  const { size: _size, proof: _proof, checkpoint: _checkpoint, ...item } = source.receipt(byAlice.id);
  const statements = [
    { ...item, id: 'a'.repeat(64) },
    { ...item, entry: item.entry.replace('"sig":"', '"sig":"AAAA') },
  ];
  const path = `/api/releases?${new URLSearchParams({ purl, limit: '100' })}`;
  source.lies.set(path, JSON.stringify({ statements, next: null }));
  const { answer } = await verdictOf(source);
  expect(answer.refused).toHaveLength(2);
  expect(answer.artifacts).toEqual([]);
});

test('a wrong tile gives no proof: nothing that it covers counts', async () => {
  const source = honest();
  const path = source.path('reviews', 0);
  const tile = await source.get(path);
  source.lies.set(
    path,
    tile.map((byte, i) => (i < 32 ? byte ^ 1 : byte)),
  );
  const { answer } = await verdictOf(source);
  expect(answer.refused.map(({ code }) => code)).toContain('proof-invalid');
  expect(answer.artifacts[0]?.verdict?.verdict).toBe('insufficient');
});

test('a wrong proof, or one for another checkpoint, is refused', async () => {
  const source = honest();
  const open = async () => await new Session(source, nothingKept).open();
  const path = `/api/statements/${byAlice.id}`;
  const receipt = source.receipt(byAlice.id);
  expect((await readStatement(source, await open(), byAlice.id)).proof.steps).toHaveLength(
    receipt.proof.length,
  );
  source.lies.set(path, JSON.stringify({ ...receipt, proof: receipt.proof.toReversed() }));
  await expect(readStatement(source, await open(), byAlice.id)).rejects.toMatchObject({
    code: 'proof-invalid',
  });
  source.lies.set(
    path,
    JSON.stringify({ ...receipt, checkpoint: source.signed('reviews', reviews.slice(1)) }),
  );
  await expect(readStatement(source, await open(), byAlice.id)).rejects.toMatchObject({
    code: 'proof-invalid',
  });
  const other = {
    ...receipt,
    entry: source.receipt(say(fullReview(purl, target.digest), alice).id).entry,
    id: 'b'.repeat(64),
  };
  source.lies.set(`/api/statements/${'b'.repeat(64)}`, JSON.stringify(other));
  await expect(readStatement(source, await open(), 'b'.repeat(64))).rejects.toMatchObject({
    code: 'log-inconsistent',
  });
});

test('entries of the log page are proved: one that was changed is refused', async () => {
  const source = honest();
  const { reviews: log } = await new Session(source, nothingKept).open();
  await log.refresh();
  expect(await readEntries(log, 0, 3)).toHaveLength(3);
  const bundle = decodeBundle(await source.get(source.path('reviews', 'entries')), 3);
  source.lies.set(source.path('reviews', 'entries'), encodeBundle([bundle[1]!, bundle[0]!, bundle[2]!]));
  await expect(readEntries(log, 0, 3)).rejects.toMatchObject({ code: 'proof-invalid' });
});

test('an entry that nobody can read is shown as that, and is part of the log', async () => {
  const source = new PaperSource();
  source.log('trust', [toUtf8('no statement')]);
  const { trust: log } = await new Session(source, nothingKept).open();
  await log.refresh();
  expect(await readEntries(log, 0, 1)).toMatchObject([{ index: 0, opened: null, raw: 'no statement' }]);
});

test('a note with another hash than the one signed for is not shown', async () => {
  const source = new PaperSource();
  source.lies.set(`/api/blobs/${'a'.repeat(64)}`, 'trust me');
  await expect(readNote(source, 'a'.repeat(64))).rejects.toMatchObject({ code: 'artifact-mismatch' });
});

test('a page that was open sees a fork: two roots for one size, and nothing counts from then on', async () => {
  const source = honest();
  const session = new Session(source, nothingKept);
  expect((await lookAgain(session)).artifacts[0]?.verdict?.verdict).toBe('allow');
  source.log('trust', [say(profileOf(eve.id), eve).entry]);
  const forked = await lookAgain(session);
  expect(forked.heads.trust.memory.state).toBe('contradicts');
  expect(forked.artifacts[0]?.verdict?.verdict).toBe('undecidable');
  source.log('trust', [profile]);
  expect((await lookAgain(session)).artifacts[0]?.verdict?.verdict).toBe('undecidable');
});

test('a log that grew is read from where the page stood, and a flag in it counts', async () => {
  const source = honest();
  const session = new Session(source, nothingKept);
  await lookAgain(session);
  source.log('trust', [profile, say(artifactFlag(purl, target.digest), alice).entry]);
  const grown = await lookAgain(session, {}, now + 60);
  expect(grown.heads.trust.memory.state).toBe('first');
  expect(grown.artifacts[0]?.verdict?.verdict).toBe('blocked');
});
