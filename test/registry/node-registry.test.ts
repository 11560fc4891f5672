import { expect, test } from 'vitest';
import type { ArtifactAnswer, PackageAnswer, QueueAnswer } from '@countersign/shared/api.ts';
import { alice, makeWorld } from '../world/world.ts';
import { purlOf, review } from '../world/statements.ts';

// A node and a registry that speaks npm's protocol.

test('a node tells what a registry has, takes a release in, and finds what waits', async () => {
  const { node, publish, clock } = await makeWorld();
  const get = async <T>(path: string) => (await fetch(`${node.url}${path}`)).json() as Promise<T>;
  const first = publish({ name: '@example/socks', version: '1.0.0', published: '2026-11-01T10:00:00.123Z' });
  const second = publish({
    name: '@example/socks',
    version: '1.1.0',
    files: { 'i.js': 'one\ntwo\n' },
    published: 'no time',
  });
  await node.log(review(alice, first, clock.now));
  const about = await get<PackageAnswer>('/api/package?purl=pkg:npm/%2540example/socks');
  expect(about).toMatchObject({
    registry: 'known',
    versions: [
      { version: '1.1.0', published: null, reviews: 0 },
      { version: '1.0.0', published: '2026-11-01T10:00:00Z', reviews: 1 },
    ],
  });
  const taken = await get<ArtifactAnswer>(`/api/artifact?purl=${encodeURIComponent(purlOf(second))}`);
  expect(taken).toMatchObject(second.digest);
  const bytes = await fetch(`${node.url}/artifacts/sha256/${taken.sha256}`);
  expect((await bytes.arrayBuffer()).byteLength).toBe(taken.length);
  await node.refreshQueue();
  const { items } = await get<QueueAnswer>('/api/queue');
  expect(items).toMatchObject([
    { purl: purlOf(second), base: first.digest, target: second.digest, added: 3, removed: 1, files: 2 },
  ]);
});
