import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ArtifactAnswer } from '@countersign/shared/api.ts';
import { artifactDigest } from '@countersign/shared/digest.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { formatPurl } from '@countersign/shared/purl/purl.ts';
import { bytesOf, flag } from '../testing/statements.ts';
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

const askFor = (release: string) => `/api/artifact?purl=${encodeURIComponent(release)}`;
const limits = { maxBytes: 1000, maxTotalBytes: 1000, fetchesPerMinute: 60, timeoutMs: 1000 };

test('a release that nobody named yet is taken in once, and can then be read', async () => {
  const { asked, fetchArtifact } = registry();
  const { app, get } = await testNode({ fetchArtifact });
  const answers = await Promise.all([get(askFor(purl)), get(askFor(purl))]);
  const again = await get(askFor(purl));
  const bytes = bytesOf(purl);
  for (const { status, body } of [...answers, again]) {
    expect([status, body]).toEqual([200, { purl, ...artifactDigest(bytes), length: bytes.length }]);
  }
  const { sha256 } = again.body as unknown as ArtifactAnswer;
  const read = await app.inject({ url: `/artifacts/sha256/${sha256}` });
  expect(new Uint8Array(read.rawPayload)).toEqual(bytes);
  expect(asked).toEqual([purl]);
});

test('what was dropped meanwhile is fetched again', async () => {
  const { asked, fetchArtifact } = registry();
  const { get, dataDir } = await testNode({ fetchArtifact });
  await get(askFor(purl));
  await rm(join(dataDir, 'artifacts'), { recursive: true });
  expect((await get(askFor(purl))).status).toBe(200);
  expect(asked).toEqual([purl, purl]);
});

test('a full store says so, and what is flagged stays', async () => {
  const { fetchArtifact } = registry();
  const maxTotalBytes = bytesOf(purl).length;
  const { app, get, post } = await testNode({
    fetchArtifact,
    settings: { artifacts: { ...limits, maxTotalBytes } },
  });
  await post(flag(purl).entry);
  const kept = `/artifacts/sha256/${artifactDigest(bytesOf(purl)).sha256}`;
  expect((await app.inject({ url: kept })).statusCode).toBe(200);
  expect(await get(askFor('pkg:npm/example-sobks@1.0.0'))).toMatchObject({
    status: 503,
    body: { code: 'artifact-store-full' },
  });
  expect((await get(askFor(purl))).status).toBe(200);
});

test('taking releases in is bounded per minute, and by size', async () => {
  const { asked, fetchArtifact } = registry();
  const settings = { artifacts: { ...limits, fetchesPerMinute: 1 } };
  const { get, node } = await testNode({ fetchArtifact, settings });
  expect((await get(askFor('pkg:npm/a@1.0.0'))).status).toBe(200);
  const refused = await get(askFor('pkg:npm/b@1.0.0'));
  expect(refused).toMatchObject({ status: 429, body: { code: 'artifact-rate-limited' } });
  const release = {
    type: 'npm',
    namespace: null,
    name: 'c',
    version: '1.0.0',
    qualifiers: {},
    subpath: null,
  } as const;
  await expect(node.artifacts.takeIn(release, { metered: false, maxBytes: 3 })).rejects.toMatchObject({
    code: 'registry-too-large',
  });
  expect(asked).toEqual(['pkg:npm/a@1.0.0', 'pkg:npm/c@1.0.0']);
});

test.each([
  ['pkg:npm/a', 400, 'request-malformed'],
  ['pkg:npm/a@1.0.0?repository_url=http:%2F%2F127.0.0.1:1', 400, 'registry-foreign'],
  ['pkg:npm/a@1.0.0#lib', 400, 'request-malformed'],
  ['npm:a@1', 400, 'request-malformed'],
])('%s is %i %s, and no registry is asked', async (release, status, code) => {
  const { asked, fetchArtifact } = registry();
  const { get } = await testNode({ fetchArtifact });
  expect(await get(askFor(release))).toMatchObject({ status, body: { code } });
  expect(asked).toEqual([]);
});

test('what the registry says goes on to the visitor', async () => {
  let code: 'registry-not-found' | 'registry-timeout' = 'registry-not-found';
  const fetchArtifact: FetchArtifact = async () => {
    throw new CodedError(code, 'as it says');
  };
  const { get } = await testNode({ fetchArtifact });
  expect(await get(askFor(purl))).toMatchObject({ status: 404, body: { code } });
  code = 'registry-timeout';
  expect(await get(askFor(purl))).toMatchObject({ status: 503, body: { code } });
});
