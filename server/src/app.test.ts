import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { artifactDigest } from '@countersign/shared/digest.ts';
import { nodeConfig } from './config.ts';
import { startNode } from './start.ts';
import { alice, bytesOf, flag, noon } from './testing/statements.ts';
import { writePages } from './testing/pages.ts';
import { temporaryFolder, testNode } from './testing/test-node.ts';

test.each(['/api/flags', '/nowhere', '/reviews/checkpoint'])(
  '%s is nothing that a browser would run',
  async (url) => {
    const { app } = await testNode();
    const { headers } = await app.inject({ url });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|script-src|\*|https?:/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  },
);

test('what is not there is said in JSON', async () => {
  const { get } = await testNode();
  for (const url of ['/nowhere', '/api', '/../package.json', '/%2e%2e/package.json']) {
    expect(await get(url)).toMatchObject({ status: 404, body: { code: 'route-unknown' } });
  }
});

test('a bug is a 500 that tells nothing of its inside', async () => {
  const { get, node } = await testNode();
  node.store.statements = async () => {
    throw new TypeError('secret detail');
  };
  const answer = await get('/api/flags');
  expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
  expect(JSON.stringify(answer)).not.toContain('secret');
});

test('too many requests are told when to come back', async () => {
  const { app, post } = await testNode({ settings: { rate: { perMinute: 3, writesPerMinute: 1 } } });
  expect((await post(flag().entry)).status).toBe(201);
  expect(await post(flag().entry)).toMatchObject({ status: 429, body: { code: 'rate-limited' } });
  const answers = [];
  for (let i = 0; i < 4; i++) answers.push(await app.inject({ url: '/keys' }));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 429]);
  expect(answers[3]?.headers['retry-after']).toBeDefined();
});

test('a page elsewhere cannot make a visitor’s browser write to their own node', async () => {
  const { app } = await testNode();
  const write = (origin: string) =>
    app.inject({
      method: 'POST',
      url: '/api/blobs',
      headers: { 'content-type': 'text/plain', origin, host: 'localhost:4717' },
      payload: 'a note',
    });
  for (const origin of ['https://evil.example', 'null', 'http://localhost:9999']) {
    const answer = await write(origin);
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'request-foreign-origin']);
  }
  expect((await write('http://localhost:4717')).statusCode).toBe(201);
});

test('operators see sizes, ages and what was refused', async () => {
  const { app, post, get, time } = await testNode();
  await post(flag().entry);
  await post('{}');
  time.now += 60_000;
  expect(await get('/healthz')).toEqual({
    status: 200,
    body: { ok: true, reviews: { size: 0, age: 60 }, trust: { size: 1, age: 60 } },
  });
  const metrics = (await app.inject({ url: '/metrics' })).body;
  expect(metrics).toContain('countersign_log_size{log="trust"} 1');
  expect(metrics).toContain('countersign_submissions_total{result="new"} 1');
  expect(metrics).toContain('countersign_submissions_total{result="entry-malformed"} 1');
  time.now += 3 * 3_600_000;
  expect(await get('/healthz')).toMatchObject({ status: 503, body: { ok: false } });
});

test('the API describes itself', async () => {
  const { get } = await testNode();
  const { body } = await get('/openapi.json');
  expect(body['openapi']).toBe('3.1.0');
  const paths = Object.keys(body['paths'] as object);
  expect(paths).toEqual(
    expect.arrayContaining(['/api/statements', '/api/releases', '/keys', '/trust/checkpoint']),
  );
});

async function configOnLoopback() {
  const webDir = await writePages(await temporaryFolder());
  return nodeConfig({ dataDir: await temporaryFolder(), webDir, port: 0, logLevel: 'silent' });
}

test('a node answers on localhost, on a port of its own, until it is closed', async () => {
  const running = await startNode(await configOnLoopback(), { clock: () => noon });
  expect(running.url).toMatch(/^http:\/\/localhost:\d+$/);
  expect((await fetch(`${running.url}/keys`)).status).toBe(200);
  await running.close();
  await expect(fetch(`${running.url}/keys`)).rejects.toThrow('fetch failed');
});

test('a node that is stopped first answers what it is being asked', async () => {
  const config = await configOnLoopback();
  let asked = () => undefined as void;
  const reached = new Promise<void>((resolve) => (asked = resolve));
  let answer = () => undefined as void;
  const allowed = new Promise<void>((resolve) => (answer = resolve));
  const fetchArtifact = async () => {
    asked();
    await allowed;
    return bytesOf(purl);
  };
  const purl = 'pkg:npm/example-socks@1.0.0';
  const running = await startNode(config, { clock: () => noon, fetchArtifact });
  const headers = { 'content-type': 'application/json' };
  await fetch(`${running.url}/api/statements`, {
    method: 'POST',
    headers,
    body: Buffer.from(flag(purl).entry),
  });
  const { sha256 } = artifactDigest(bytesOf(purl));
  const artifact = fetch(`${running.url}/artifacts/sha256/${sha256}`);
  await reached;
  const closed = running.close();
  answer();
  const response = await artifact;
  expect([response.status, response.headers.get('connection')]).toEqual([200, 'close']);
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytesOf(purl));
  await closed;
});

test('a request that is no HTTP does not disturb a node', async () => {
  const running = await startNode({ ...(await configOnLoopback()), host: '127.0.0.1' });
  try {
    const socket = connect(Number(new URL(running.url).port), '127.0.0.1');
    socket.end('\u0016\u0003\u0001 GET\r\n\r\n');
    socket.resume();
    await once(socket, 'close');
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
  } finally {
    await running.close();
  }
});

test('a signer in an address may be as long as signers get', async () => {
  const { get } = await testNode();
  expect(await get(`/api/reviewers/${alice.id}`)).toMatchObject({
    status: 404,
    body: { code: 'reviewer-not-found' },
  });
  const long = await get(`/api/reviewers/sk-ed25519:${'A'.repeat(240)}`);
  expect(long).toMatchObject({ status: 422, body: { code: 'signer-malformed' } });
});
