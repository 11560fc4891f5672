import { expect, test } from 'vitest';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { openCheckpoint } from '@countersign/shared/log/checkpoint.ts';
import { cosignatures } from '@countersign/shared/log/cosignature.ts';
import { parseVkey, type Vkey } from '@countersign/shared/log/vkey.ts';
import { openKnownEntry } from '@countersign/shared/statement/open.ts';
import { readLog, readTestLog } from '../testing/log-reader.ts';
import { flag, noon, review, reviews } from '../testing/statements.ts';
import { temporaryFolder, testNode } from '../testing/test-node.ts';
import { nodeConfig } from '../config.ts';
import { startNode } from '../start.ts';

test('a stranger with the keys reads the whole log over HTTP and finds it as signed', async () => {
  const dataDir = await temporaryFolder();
  const running = await startNode(nodeConfig({ dataDir, port: 0, logLevel: 'silent' }), {
    clock: () => noon,
  });
  try {
    const fetchBytes = async (path: string) => {
      const answer = await fetch(running.url + path);
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
    };
    const keys = (await (await fetch(`${running.url}/keys`)).json()) as typeof running.keys;
    for (const log of ['reviews', 'trust'] as const) {
      const empty = await readLog(log, keys, fetchBytes);
      expect([empty.size, empty.cosigned]).toEqual([0, [noon / 1000]]);
    }
    const body = Buffer.concat(reviews(300).flatMap((entry) => [entry, Buffer.from('\n')]));
    const headers = { 'content-type': 'application/x-ndjson' };
    const answer = await fetch(`${running.url}/api/statements`, { method: 'POST', headers, body });
    expect(answer.status).toBe(207);
    await answer.text();
    const log = await readLog('reviews', keys, fetchBytes);
    expect([log.size, log.rootOfTiles, log.cosigned]).toEqual([301, log.root, [noon / 1000]]);
    const full = await fetch(`${running.url}/reviews/tile/0/000`);
    expect(full.headers.get('content-type')).toBe('application/octet-stream');
    expect(full.headers.get('cache-control')).toContain('immutable');
    expect((await full.arrayBuffer()).byteLength).toBe(8192);
    const checkpoint = await fetch(`${running.url}/reviews/checkpoint`);
    expect(checkpoint.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(checkpoint.headers.get('cache-control')).toBe('no-cache');
  } finally {
    await running.close();
  }
});

test('each size that is published has its tiles, one after the other', async () => {
  const testing = await testNode();
  for (let size = 1; size <= 7; size += 2) {
    await testing.post(review({ summary: `number ${size}` }).entry);
    const log = await readTestLog(testing, 'reviews');
    expect([log.size, log.rootOfTiles]).toEqual([size, log.root]);
  }
});

test('before a log grows it says what it was: the first cosigned checkpoint of that size', async () => {
  const testing = await testNode();
  const notes = new Map<number, string>();
  const keep = () => notes.set(testing.node.logs.trust.head().size, testing.node.logs.trust.head().note);
  await testing.post(flag('pkg:npm/a@1.0.0').entry);
  keep();
  // Later cosignatures of the same size are not the first one.
  testing.time.now += 3_600_000;
  await testing.node.recosign();
  await testing.post(flag('pkg:npm/b@1.0.0').entry);
  keep();
  await testing.post(flag('pkg:npm/c@1.0.0').entry);
  const { entries } = await readTestLog(testing, 'trust');
  const opened = entries.map((entry) => openKnownEntry(toUtf8(entry)));
  expect(opened.map(({ kind }) => kind)).toEqual(['flag', 'checkpoint', 'flag', 'checkpoint', 'flag']);
  const vkey = parseVkey(testing.node.keys.trust);
  for (const [index, statement] of opened.entries()) {
    if (statement.kind !== 'checkpoint') continue;
    const { note } = statement.predicate;
    const { checkpoint } = openCheckpoint(note, vkey);
    expect(checkpoint.size).toBe(index);
    expect(note).toBe(notes.get(index));
    expect(statement.subject.name).toBe(vkey.name);
  }
});

test('known statements alone do not make a log grow', async () => {
  const testing = await testNode();
  await testing.post(flag().entry);
  const before = testing.node.logs.trust.head();
  await testing.post(flag().entry);
  expect(testing.node.logs.trust.head()).toEqual(before);
});

function timesOf(note: string, witness: Vkey): number[] {
  return cosignatures(note, [witness]).map(({ time }) => time);
}

test('an idle log is cosigned anew: a later time, the same size and root, the same first checkpoint', async () => {
  const testing = await testNode();
  await testing.post(flag().entry);
  const { store, logs, keys, recosign } = testing.node;
  const before = logs.trust.head();
  testing.time.now += 3_600_000;
  await recosign();
  const after = logs.trust.head();
  expect([after.size, after.root]).toEqual([before.size, before.root]);
  const witness = parseVkey(keys.witness);
  expect(timesOf(before.note, witness)).toEqual([noon / 1000]);
  expect(timesOf(after.note, witness)).toEqual([noon / 1000 + 3600]);
  expect(await store.firstOfSize('trust', 1)).toMatchObject({ note: before.note });
});

test('a clock that jumps back never makes the witness say an earlier time', async () => {
  const testing = await testNode();
  await testing.post(flag('pkg:npm/a@1.0.0').entry);
  testing.time.now -= 86_400_000;
  await testing.node.recosign();
  const witness = parseVkey(testing.node.keys.witness);
  expect(timesOf(testing.node.logs.trust.head().note, witness)).toEqual([noon / 1000]);
  await testing.close();
  const second = await testNode({ dataDir: testing.dataDir, time: testing.time });
  await second.node.recosign();
  expect(timesOf(second.node.logs.trust.head().note, witness)).toEqual([noon / 1000]);
});

test('a node that slept longer than an hour is fresh again as soon as it starts', async () => {
  const first = await testNode();
  await first.close();
  first.time.now += 86_400_000;
  const second = await testNode({ dataDir: first.dataDir, time: first.time });
  expect(second.node.logs.trust.head().time).toBe(noon / 1000 + 86_400);
});

test('a partial tile is gone once the full one is there', async () => {
  const testing = await testNode();
  await testing.postLines(reviews(3));
  const url = '/reviews/tile/entries/000.p/3';
  expect((await testing.app.inject({ url })).statusCode).toBe(200);
  await testing.postLines(reviews(300));
  expect(await testing.get(url)).toMatchObject({ status: 404, body: { code: 'tile-not-found' } });
  expect((await testing.app.inject({ url: '/reviews/tile/entries/000' })).statusCode).toBe(200);
});

test.each([
  '0/000.p/0',
  '0/000.p/256',
  '00/000',
  '0/x000/000',
  '0/0',
  '64/000',
  '0/000.p/1/',
  '../../keys/trust',
  '..%2f..%2fkeys%2ftrust',
  '0/000%00',
])('tile/%s is no tile', async (path) => {
  const testing = await testNode();
  await testing.postLines(reviews(3));
  const answer = await testing.app.inject({ url: `/reviews/tile/${path}` });
  expect(answer.statusCode).toBe(404);
});
