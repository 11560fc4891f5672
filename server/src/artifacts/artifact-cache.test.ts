import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { artifactDigest } from '@countersign/shared/digest.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { formatPurl } from '@countersign/shared/purl/purl.ts';
import { bytesOf, flag, review } from '../testing/statements.ts';
import { testNode } from '../testing/test-node.ts';
import type { FetchArtifact } from './fetch-artifact.ts';

const purl = 'pkg:npm/example-socks@1.0.0';

function registry() {
  const asked: string[] = [];
  const fetchArtifact: FetchArtifact = async (release) => {
    asked.push(formatPurl(release));
    return bytesOf(formatPurl(release));
  };
  return { asked, fetchArtifact };
}

function urlOf(name: string): string {
  return `/artifacts/sha256/${artifactDigest(bytesOf(name)).sha256}`;
}

const settings = (artifacts: { maxTotalBytes?: number; fetchesPerMinute?: number }) => ({
  artifacts: { maxBytes: 1000, maxTotalBytes: 1000, fetchesPerMinute: 60, timeoutMs: 1000, ...artifacts },
});

test('a named artifact is fetched once, checked, kept, and served as nothing that a browser would run', async () => {
  const { asked, fetchArtifact } = registry();
  const { app, post } = await testNode({ fetchArtifact });
  await post(review().entry);
  const [first, second] = [await app.inject({ url: urlOf(purl) }), await app.inject({ url: urlOf(purl) })];
  expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
  expect(new Uint8Array(second.rawPayload)).toEqual(bytesOf(purl));
  expect(second.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'content-disposition': expect.stringContaining('attachment') as string,
  });
  expect(asked).toEqual([purl]);
});

test('what no statement names is never fetched', async () => {
  const { asked, fetchArtifact } = registry();
  const { get } = await testNode({ fetchArtifact });
  expect(await get(urlOf(purl))).toMatchObject({ status: 404, body: { code: 'artifact-not-found' } });
  expect(asked).toEqual([]);
});

test('a statement cannot make the node call a host of its choice', async () => {
  const { asked, fetchArtifact } = registry();
  const { get, post } = await testNode({ fetchArtifact });
  const foreign = `${purl}?repository_url=http:%2F%2F127.0.0.1:1`;
  expect((await post(review({ purl: foreign }).entry)).status).toBe(201);
  expect((await get(urlOf(foreign))).status).toBe(404);
  expect(asked).toEqual([]);
});

test('bytes other than the statement says are not served, nor asked for again and again', async () => {
  const { asked, fetchArtifact } = registry();
  const { get, post, time } = await testNode({ fetchArtifact });
  const digest = artifactDigest(bytesOf('something else'));
  await post(review({ digest }).entry);
  const url = `/artifacts/sha256/${digest.sha256}`;
  expect((await get(url)).status).toBe(404);
  expect((await get(url)).status).toBe(404);
  expect(asked).toEqual([purl]);
  time.now += 600_000;
  await get(url);
  expect(asked).toEqual([purl, purl]);
});

test('a lie about an artifact does not hide a true statement about it', async () => {
  const { fetchArtifact } = registry();
  const { app, post } = await testNode({ fetchArtifact });
  await post(review({ purl: 'pkg:npm/a-lie@1.0.0', digest: artifactDigest(bytesOf(purl)) }).entry);
  await post(review().entry);
  expect((await app.inject({ url: urlOf(purl) })).statusCode).toBe(200);
});

test('a registry that fails gives a code, and no stray error', async () => {
  const fetchArtifact: FetchArtifact = async () => {
    throw new CodedError('registry-failed', 'the registry is down');
  };
  const { get, post } = await testNode({ fetchArtifact });
  await post(review().entry);
  expect(await get(urlOf(purl))).toMatchObject({ status: 404, body: { code: 'artifact-not-found' } });
});

test('fetching is bounded per minute, whoever asks', async () => {
  const { asked, fetchArtifact } = registry();
  const { app, post, time } = await testNode({ fetchArtifact, settings: settings({ fetchesPerMinute: 1 }) });
  await post(review({ purl: 'pkg:npm/a@1.0.0' }).entry);
  await post(review({ purl: 'pkg:npm/b@1.0.0' }).entry);
  expect((await app.inject({ url: urlOf('pkg:npm/a@1.0.0') })).statusCode).toBe(200);
  const refused = await app.inject({ url: urlOf('pkg:npm/b@1.0.0') });
  expect([refused.statusCode, refused.json().code]).toEqual([429, 'artifact-rate-limited']);
  expect(refused.headers['retry-after']).toBeDefined();
  time.now += 60_000;
  expect((await app.inject({ url: urlOf('pkg:npm/b@1.0.0') })).statusCode).toBe(200);
  expect(asked).toHaveLength(2);
});

test('when the folder is full the longest unused goes, but what is flagged stays', async () => {
  const { asked, fetchArtifact } = registry();
  const names = ['a', 'b', 'c', 'd'].map((name) => `pkg:npm/${name}@1.0.0`) as [
    string,
    string,
    string,
    string,
  ];
  const length = bytesOf(names[0]).length;
  const { app, post, time } = await testNode({
    fetchArtifact,
    settings: settings({ maxTotalBytes: 2 * length }),
  });
  const read = async (name: string) => {
    time.now += 1000;
    expect((await app.inject({ url: urlOf(name) })).statusCode).toBe(200);
  };
  await post(flag(names[0]).entry);
  for (const name of names.slice(1)) await post(review({ purl: name }).entry);
  for (const name of names) await read(name);
  expect(asked).toEqual(names);
  await read(names[0]);
  await read(names[3]);
  expect(asked).toEqual(names);
  await read(names[1]);
  expect(asked).toEqual([...names, names[1]]);
});

test('a folder full of flagged artifacts takes no more, and still gives what it cannot keep', async () => {
  const { asked, fetchArtifact } = registry();
  const [kept, passing] = ['pkg:npm/a@1.0.0', 'pkg:npm/b@1.0.0'] as const;
  const maxTotalBytes = bytesOf(kept).length;
  const { app, post } = await testNode({ fetchArtifact, settings: settings({ maxTotalBytes }) });
  await post(flag(kept).entry);
  await post(flag(passing).entry);
  for (const name of [kept, passing, kept, passing]) {
    expect(new Uint8Array((await app.inject({ url: urlOf(name) })).rawPayload)).toEqual(bytesOf(name));
  }
  expect(asked).toEqual([kept, passing, passing]);
});

test('an artifact that rotted on the disk is fetched again', async () => {
  const { asked, fetchArtifact } = registry();
  const { app, post, dataDir } = await testNode({ fetchArtifact });
  await post(review().entry);
  await app.inject({ url: urlOf(purl) });
  const { sha256 } = artifactDigest(bytesOf(purl));
  const folder = join(dataDir, 'artifacts', sha256.slice(0, 2));
  expect(await readdir(folder)).toEqual([sha256]);
  await writeFile(join(folder, sha256), 'rotten');
  const answer = await app.inject({ url: urlOf(purl) });
  expect(new Uint8Array(answer.rawPayload)).toEqual(bytesOf(purl));
  expect(asked).toEqual([purl, purl]);
});

test('many who ask at once make one fetch, and a few of those at a time', async () => {
  const waiting: (() => void)[] = [];
  const asked: string[] = [];
  const fetchArtifact: FetchArtifact = async (release) => {
    asked.push(formatPurl(release));
    await new Promise<void>((go) => waiting.push(go));
    return bytesOf(formatPurl(release));
  };
  const { post, node } = await testNode({ fetchArtifact });
  const names = ['a', 'b', 'c', 'd', 'e'].map((name) => `pkg:npm/${name}@1.0.0`);
  for (const name of names) await post(review({ purl: name }).entry);
  const read = (name: string) => node.artifacts.read(artifactDigest(bytesOf(name)).sha256);
  const first = names.slice(0, 4).flatMap((name) => [read(name), read(name)]);
  await vi.waitFor(() => expect(asked).toHaveLength(4));
  await expect(read('pkg:npm/e@1.0.0')).rejects.toMatchObject({ code: 'artifact-rate-limited' });
  for (const go of waiting) go();
  expect(await Promise.all(first)).toHaveLength(8);
  expect(asked).toHaveLength(4);
});
