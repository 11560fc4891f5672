import { randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import type { QueueAnswer } from '@countersign/shared/api.ts';
import { nodeConfig } from '../config.ts';
import { testRegistry } from '../testing/registry.ts';
import { flag, rangeFlag, review } from '../testing/statements.ts';
import { testNode } from '../testing/test-node.ts';
import { countChange } from './count-change.ts';
import type { RunCount } from './run-count.ts';

const { scan } = nodeConfig({ dataDir: '' });
const lines = (count: number) => 'a line\n'.repeat(count);

/** Without a thread. */
const countHere: RunCount = async ({ base, target }) => countChange(base, target).catch(() => null);

interface QueueWish {
  readonly scan?: Partial<typeof scan>;
  readonly runCount?: RunCount;
}

async function withQueue(wish: QueueWish = {}) {
  const registry = testRegistry();
  const { runCount = countHere } = wish;
  const testing = await testNode({
    fetchArtifact: registry.fetchArtifact,
    fetchVersions: registry.fetchVersions,
    runCount,
    settings: { scan: { ...scan, ...wish.scan } },
  });
  const { post, get, node } = testing;
  return {
    ...testing,
    registry,
    say: async (...said: { entry: Uint8Array }[]) => {
      for (const { entry } of said) expect((await post(entry)).status).toBe(201);
    },
    queue: async (sort = '') =>
      (await get(`/api/queue${sort && `?sort=${sort}`}`)).body as unknown as QueueAnswer,
    round: async () => node.queue.round(),
  };
}

test('a newer release of a reviewed package waits, with both artifacts and the size of its change', async () => {
  const { registry, say, queue, round } = await withQueue();
  const base = registry.publish('pkg:npm/a@1.0.0', { 'i.js': lines(10) });
  const target = registry.publish(
    'pkg:npm/a@1.1.0',
    { 'i.js': lines(12), 'n.js': lines(3) },
    '2026-11-01T00:00:00Z',
  );
  await say(review({ purl: 'pkg:npm/a@1.0.0', digest: base }));
  expect(await queue()).toEqual({ items: [], checked: null });
  await round();
  expect(await queue()).toEqual({
    checked: '2026-11-22T12:00:00Z',
    items: [
      {
        purl: 'pkg:npm/a@1.1.0',
        base: { purl: 'pkg:npm/a@1.0.0', ...base },
        target: { purl: 'pkg:npm/a@1.1.0', ...target },
        added: 5,
        removed: 0,
        files: 2,
        reviews: 1,
        flags: 0,
        published: '2026-11-01T00:00:00Z',
      },
    ],
  });
  await say(review({ purl: 'pkg:npm/a@1.1.0', digest: target }));
  await round();
  expect((await queue()).items).toEqual([]);
});

test('the smallest change comes first, what is not counted last; or the newest, or what is said most of', async () => {
  const { registry, say, queue, round } = await withQueue();
  for (const [name, count, day] of [
    ['large', 50, '03'],
    ['small', 2, '01'],
    ['broken', 9, '02'],
  ] as const) {
    const digest = registry.publish(`pkg:npm/${name}@1.0.0`, { 'i.js': lines(1) });
    const at = `2026-11-${day}T00:00:00Z`;
    registry.publish(
      `pkg:npm/${name}@1.1.0`,
      name === 'broken' ? { '../../i.js': '' } : { 'i.js': lines(count) },
      at,
    );
    await say(review({ purl: `pkg:npm/${name}@1.0.0`, digest }));
  }
  await say(flag('pkg:npm/broken@1.0.0'), review({ purl: 'pkg:npm/large@0.9.0' }));
  await round();
  const names = async (sort?: string) =>
    (await queue(sort)).items.map(({ purl }) => /npm\/(.*)@/.exec(purl)?.[1]);
  expect(await names()).toEqual(['small', 'large', 'broken']);
  expect(await names('newest')).toEqual(['large', 'broken', 'small']);
  expect(await names('reviewed')).toEqual(['large', 'broken', 'small']);
  expect(await names('flagged')).toEqual(['broken', 'large', 'small']);
  expect((await queue()).items[2]).toMatchObject({ added: null, removed: null, files: null });
});

test('a package that nobody reviewed waits whole', async () => {
  const { registry, say, queue, round } = await withQueue();
  registry.publish('pkg:npm/a@1.0.0', { 'i.js': lines(4) });
  await say(rangeFlag('pkg:npm/a', 'vers:npm/<1.0.0'));
  await round();
  expect((await queue()).items).toMatchObject([{ base: null, added: 5, removed: 0, files: 2, flags: 1 }]);
});

test('no registry is asked for what no statement names, nor where a statement says to ask', async () => {
  const { registry, say, round } = await withQueue();
  registry.publish('pkg:npm/a@1.0.0', {});
  await round();
  await say(
    review({ purl: 'pkg:npm/b@1.0.0?repository_url=http:%2F%2F127.0.0.1:1' }),
    review({ purl: 'pkg:deb/debian/tor@1.0' }),
  );
  await round();
  expect(registry.asked).toEqual([]);
});

test('what was counted once is not fetched or counted again, and a failed release not soon', async () => {
  const runCount = vi.fn<RunCount>(async () => null);
  const { registry, say, round, time } = await withQueue({
    runCount,
    scan: { maxArtifactBytes: 10_000 },
  });
  const digest = registry.publish('pkg:npm/a@1.0.0', {});
  registry.publish('pkg:npm/a@1.1.0', { 'i.js': 'x' });
  await say(review({ purl: 'pkg:npm/a@1.0.0', digest }));
  registry.publish('pkg:npm/large@1.0.0', { 'i.js': randomBytes(20_000).toString('hex') });
  await say(flag('pkg:npm/large@1.0.0'));
  for (let i = 0; i < 3; i++) {
    await round();
    time.now += scan.everyMs;
  }
  expect(runCount).toHaveBeenCalledTimes(1);
  const asked = (purl: string) => registry.asked.filter((one) => one === purl).length;
  expect([asked('pkg:npm/a'), asked('pkg:npm/a@1.0.0'), asked('pkg:npm/a@1.1.0')]).toEqual([3, 1, 1]);
  expect(asked('pkg:npm/large@1.0.0')).toBe(1);
});

test('a round fetches and counts so many; the next goes on', async () => {
  const runCount = vi.fn<RunCount>(async () => ({ added: 1, removed: 0, files: 1 }));
  const { registry, say, round, queue } = await withQueue({
    runCount,
    scan: { maxFetches: 2, maxCounts: 1 },
  });
  for (const name of ['a', 'b']) {
    const digest = registry.publish(`pkg:npm/${name}@1.0.0`, { 'i.js': name });
    registry.publish(`pkg:npm/${name}@1.1.0`, { 'i.js': `${name}${name}` });
    await say(review({ purl: `pkg:npm/${name}@1.0.0`, digest }));
  }
  const counted = async () => (await queue()).items.filter(({ added }) => added !== null).length;
  await round();
  expect([await counted(), (await queue()).items.length]).toEqual([1, 2]);
  await round();
  expect(await counted()).toBe(2);
});

test('a reviewed artifact that is not what the registry gives is not compared with', async () => {
  const runCount = vi.fn<RunCount>(async () => ({ added: 1, removed: 0, files: 1 }));
  const { registry, say, round, queue } = await withQueue({ runCount });
  registry.publish('pkg:npm/a@1.0.0', {});
  registry.publish('pkg:npm/a@1.1.0', { 'i.js': 'x' });
  await say(review({ purl: 'pkg:npm/a@1.0.0' }));
  await round();
  expect((await queue()).items).toMatchObject([{ added: null }]);
  expect(runCount).not.toHaveBeenCalled();
});

test('while a registry is down, what waited still waits', async () => {
  const { registry, say, round, queue, time } = await withQueue();
  const digest = registry.publish('pkg:npm/a@1.0.0', {});
  registry.publish('pkg:npm/a@1.1.0', { 'i.js': lines(3) });
  await say(review({ purl: 'pkg:npm/a@1.0.0', digest }));
  await round();
  const { items } = await queue();
  registry.down = true;
  time.now += scan.everyMs;
  await round();
  expect(await queue()).toEqual({ items, checked: '2026-11-22T12:30:00Z' });
});

test('an operator can have no round made at all', async () => {
  const { registry, say, round, queue } = await withQueue({ scan: { enabled: false } });
  registry.publish('pkg:npm/a@1.0.0', {});
  await say(flag('pkg:npm/a@1.0.0'));
  await round();
  expect([registry.asked, await queue()]).toEqual([[], { items: [], checked: null }]);
});

test('a node that closes does not wait for a count', async () => {
  let started = () => undefined as void;
  const counting = new Promise<void>((resolve) => (started = resolve));
  const runCount: RunCount = async (_task, signal) => {
    started();
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    return null;
  };
  const { registry, say, round, close } = await withQueue({ runCount });
  registry.publish('pkg:npm/a@1.0.0', {});
  await say(flag('pkg:npm/a@1.0.0'));
  const running = round();
  await counting;
  await close();
  await expect(running).resolves.toBeUndefined();
});
