import { mkdir, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openCheckpoint } from '@countersign/shared/log/checkpoint.ts';
import { parseVkey } from '@countersign/shared/log/vkey.ts';
import { readTestLog } from '../testing/log-reader.ts';
import { flag, review, reviews } from '../testing/statements.ts';
import { temporaryFolder, testNode, type TestNode } from '../testing/test-node.ts';

/** The calls by which a log grows, in their order. A crash can come before or after each. */
const steps = ['append', 'write', 'saveHead', 'prune'] as const;
type Step = (typeof steps)[number];

const crash = new Error('the power went');

/** From now on the step fails: before it did anything, or after it did all. */
function breakStep({ node }: TestNode, step: Step, when: 'before' | 'after'): void {
  const target = step === 'append' || step === 'saveHead' ? node.store : node.publications.reviews;
  const methods = target as unknown as Record<Step, (...values: unknown[]) => Promise<void>>;
  const whole = methods[step].bind(target);
  methods[step] = async (...values) => {
    if (when === 'after') await whole(...values);
    throw crash;
  };
}

const points = steps.flatMap((step) => (['before', 'after'] as const).map((when) => [when, step] as const));

test.each(points)(
  'a crash %s %s loses nothing that was acknowledged and forks nothing',
  async (when, step) => {
    const first = await testNode();
    // Only what makes a bundle full leaves something to prune.
    const count = step === 'prune' ? 255 : 5;
    const acknowledged = (await first.postLines(reviews(count))).lines;
    const before = await readTestLog(first, 'reviews');
    breakStep(first, step, when);
    const failed = await first.post(review({ summary: 'in the crash' }).entry);
    expect(failed).toMatchObject({ status: 503, body: { code: 'log-unavailable' } });
    expect(await readTestLog(first, 'reviews')).toMatchObject(
      step === 'prune' ? { size: count + 2 } : { note: before.note, size: before.size },
    );
    await first.close();

    const second = await testNode({ dataDir: first.dataDir, time: first.time });
    const after = await readTestLog(second, 'reviews');
    expect(after.entries.slice(0, before.size)).toEqual(before.entries);
    expect(after.rootOfTiles).toEqual(after.root);
    const appended = !(step === 'append' && when === 'before');
    expect(after.size).toBe(appended ? count + 2 : count);
    const again = await second.post(review({ summary: 'in the crash' }).entry);
    expect(again).toMatchObject({ status: appended ? 200 : 201, body: { index: count + 1 } });
    for (const line of acknowledged.slice(-5)) {
      const { id, index } = (line as { receipt: { id: string; index: number } }).receipt;
      expect((await second.get(`/api/statements/${id}`)).body['index']).toBe(index);
    }
  },
);

test('a node whose disk fails goes on by itself once the disk works again', async () => {
  const testing = await testNode();
  await testing.post(review({ summary: 'one' }).entry);
  const publication = testing.node.publications.reviews as { write: (files: never) => Promise<void> };
  const whole = publication.write.bind(publication);
  publication.write = async () => {
    throw crash;
  };
  expect((await testing.post(review({ summary: 'two' }).entry)).status).toBe(503);
  publication.write = whole;
  expect(await testing.post(review({ summary: 'two' }).entry)).toMatchObject({
    status: 200,
    body: { index: 2 },
  });
  const whatFailed = await readTestLog(testing, 'reviews');
  expect([whatFailed.size, whatFailed.rootOfTiles]).toEqual([3, whatFailed.root]);
  expect((await testing.post(review({ summary: 'three' }).entry)).body).toMatchObject({ index: 4 });
});

test('tiles that were deleted are made again', async () => {
  const first = await testNode();
  await first.postLines(reviews(300));
  const before = await readTestLog(first, 'reviews');
  await first.close();
  await rm(join(first.dataDir, 'reviews', 'tile'), { recursive: true });
  const second = await testNode({ dataDir: first.dataDir, time: first.time });
  const after = await readTestLog(second, 'reviews');
  expect(after).toEqual(before);
});

test.each(['0/000', '0/001', 'entries/000', 'entries/001', '1/000.p/2', 'entries/002.p/90'])(
  'tile %s is made again when it is asked for, whether it is gone or cut short',
  async (tile) => {
    const testing = await testNode();
    await testing.postLines(reviews(600));
    const url = `/reviews/tile/${tile}`;
    const whole = await testing.app.inject({ url });
    expect(whole.statusCode).toBe(200);
    const path = join(testing.dataDir, url);
    for (const harm of [() => rm(path), () => truncate(path, 100), () => truncate(path, 0)]) {
      await harm();
      const answer = await testing.app.inject({ url });
      expect([answer.statusCode, answer.rawPayload.equals(whole.rawPayload)]).toEqual([200, true]);
    }
  },
);

test('a node whose tiles are gone still proves what it holds, and takes more', async () => {
  const first = await testNode();
  const { lines } = await first.postLines(reviews(600));
  const { id, index } = (lines[3] as { receipt: { id: string; index: number } }).receipt;
  await first.close();
  const testing = await testNode({ dataDir: first.dataDir, time: first.time });
  await rm(join(testing.dataDir, 'reviews', 'tile'), { recursive: true });
  expect(await testing.get(`/api/statements/${id}`)).toMatchObject({ status: 200, body: { index } });
  await rm(join(testing.dataDir, 'reviews', 'tile'), { recursive: true });
  expect(await testing.post(review({ summary: 'more' }).entry)).toMatchObject({ status: 201 });
  const log = await readTestLog(testing, 'reviews');
  expect(log.rootOfTiles).toBe(log.root);
});

test('a partial tile that no checkpoint needs is not made', async () => {
  const testing = await testNode();
  await testing.postLines(reviews(5));
  for (const tile of ['0/000.p/4', '0/000.p/6', '0/000', '0/001.p/1', 'entries/000.p/4', '1/000.p/1']) {
    expect(await testing.get(`/reviews/tile/${tile}`)).toMatchObject({
      status: 404,
      body: { code: 'tile-not-found' },
    });
  }
});

test('a tile with a flipped bit is made again, not signed', async () => {
  const first = await testNode();
  await first.postLines(reviews(3));
  const before = await readTestLog(first, 'reviews');
  await first.close();
  const folder = join(first.dataDir, 'reviews', 'tile', '0', '000.p');
  await writeFile(join(folder, '3'), Buffer.alloc(96, 7));
  const second = await testNode({ dataDir: first.dataDir, time: first.time });
  expect(await readTestLog(second, 'reviews')).toEqual(before);
});

test('an entry that changed in the store stops the node', async () => {
  const first = await testNode();
  await first.postLines(reviews(3));
  await first.close();
  await rm(join(first.dataDir, 'reviews', 'tile'), { recursive: true });
  const database = new Database(join(first.dataDir, 'node.sqlite'));
  database.prepare("UPDATE entry SET bytes = x'00' WHERE log = 'reviews' AND position = 1").run();
  database.close();
  await expect(testNode({ dataDir: first.dataDir })).rejects.toMatchObject({ code: 'data-folder-corrupt' });
});

test('entries below the checkpoint that are gone stop the node', async () => {
  const first = await testNode();
  await first.postLines(reviews(3));
  await first.close();
  const database = new Database(join(first.dataDir, 'node.sqlite'));
  database.prepare("DELETE FROM entry WHERE log = 'reviews' AND position = 2").run();
  database.close();
  await expect(testNode({ dataDir: first.dataDir })).rejects.toMatchObject({ code: 'data-folder-corrupt' });
});

test('two roots for one size are never signed', async () => {
  const testing = await testNode();
  await testing.post(flag().entry);
  const { store } = testing.node;
  const head = testing.node.logs.trust.head();
  await expect(store.saveHead('trust', { ...head, root: new Uint8Array(32) })).rejects.toMatchObject({
    code: 'data-folder-corrupt',
  });
  expect(await store.head('trust')).toMatchObject({ note: head.note });
});

test('what a crash left half-written is cleared at the next start', async () => {
  const dataDir = await temporaryFolder();
  await mkdir(join(dataDir, 'scratch'));
  await writeFile(join(dataDir, 'scratch', 'half'), 'a');
  const testing = await testNode({ dataDir });
  await testing.post(flag().entry);
  expect(await readdir(join(dataDir, 'scratch'))).toEqual([]);
  const { checkpoint } = openCheckpoint(
    testing.node.logs.trust.head().note,
    parseVkey(testing.node.keys.trust),
  );
  expect(checkpoint.size).toBe(1);
});
