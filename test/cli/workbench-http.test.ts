import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sessionHeader, type OpenAnswer } from '@countersign/shared/workbench-api.ts';
import { addressOf, ask, openPage } from './workbench-page.ts';
import { reviewWorld } from './workbench-world.ts';

/** What `countersign review` serves, and to whom. */

const json = { 'content-type': 'application/json' };

test('the token of the address opens one session; a stale one is refused, and the terminal says that it came', async () => {
  const { review } = await reviewWorld();
  const seated = review();
  const { origin, token } = await addressOf(seated);
  const open = (body: unknown) =>
    ask(`${origin}/workbench/open`, {
      method: 'POST',
      headers: { ...json, origin },
      body: JSON.stringify(body),
    });
  const wrong = await open({ token: 'A'.repeat(43) });
  expect([wrong.status, wrong.code]).toEqual([401, 'workbench-session-unknown']);
  for (const body of [{}, { token: 1 }, { token: `${token}A` }, { token, more: 1 }, [token], 'x', null]) {
    expect((await open(body)).status).toBe(400);
  }
  const first = await open({ token });
  expect(first.status).toBe(200);
  expect((first.json() as OpenAnswer).session).not.toBe(token);
  const second = await open({ token });
  expect([second.status, second.code]).toEqual([403, 'workbench-token-used']);
  await seated.shows(/opened a second time/);
});

test('without the session nothing about the reading is told', async () => {
  const { review, next } = await reviewWorld();
  const page = await openPage(review());
  const asked: [string, string][] = [
    ['GET', '/workbench/info'],
    ['GET', '/workbench/draft'],
    ['PUT', '/workbench/draft'],
    ['POST', '/workbench/statements'],
    ['GET', `/artifacts/sha256/${next.digest.sha256}`],
  ];
  for (const [method, path] of asked) {
    for (const session of [null, '', 'A'.repeat(43), page.token, `${page.session}, ${page.session}`]) {
      const headers = {
        ...json,
        origin: page.origin,
        ...(session === null ? {} : { [sessionHeader]: session }),
      };
      const reply = await ask(page.origin + path, { method, headers });
      expect([path, session, reply.status, reply.code]).toEqual([
        path,
        session,
        401,
        'workbench-session-unknown',
      ]);
    }
  }
  expect((await page.get('/workbench/info')).status).toBe(200);
});

test('under any other name than 127.0.0.1 and its port nothing answers: DNS rebinding', async () => {
  const { review } = await reviewWorld();
  const page = await openPage(review());
  const { port } = new URL(page.origin);
  const hosts = [
    'evil.example',
    `evil.example:${port}`,
    `localhost:${port}`,
    '127.0.0.1',
    `127.0.0.1:${port}.`,
  ];
  for (const host of hosts) {
    for (const path of ['/review', '/workbench/info', '/icon.svg', '/nowhere']) {
      const reply = await page.get(path, { host });
      expect([host, path, reply.status, reply.code]).toEqual([host, path, 421, 'host-unknown']);
    }
  }
});

test('a page of another origin reads nothing and sends nothing, even with the session', async () => {
  const { review } = await reviewWorld();
  const page = await openPage(review());
  const { port } = new URL(page.origin);
  const foreign = [
    'https://evil.example',
    'null',
    `http://localhost:${port}`,
    'http://127.0.0.1',
    `https://127.0.0.1:${port}`,
  ];
  for (const origin of foreign) {
    const replies = [
      await page.get('/workbench/info', { origin }),
      await page.send('PUT', '/workbench/draft', { revision: 0, draft: 'theirs' }, { origin }),
      await page.send('POST', '/workbench/statements', 'x', { origin }),
      await page.send('POST', '/workbench/open', { token: page.token }, { origin }),
    ];
    for (const reply of replies)
      expect([origin, reply.status, reply.code]).toEqual([origin, 403, 'request-foreign-origin']);
  }
  for (const site of ['cross-site', 'same-site']) {
    for (const path of ['/review', '/workbench/info'])
      expect((await page.get(path, { 'sec-fetch-site': site })).status).toBe(403);
  }
  const silent = await ask(`${page.origin}/workbench/draft`, {
    method: 'PUT',
    headers: { ...json, [sessionHeader]: page.session },
    body: JSON.stringify({ revision: 0, draft: 'theirs' }),
  });
  expect(silent.status).toBe(403);
  expect((await page.get('/workbench/draft')).json()).toEqual({ revision: 0, draft: null });
});

test('two artifacts are served, to the byte, and the pages; nothing else', async () => {
  const { world, review, old, next } = await reviewWorld();
  const other = world.publish({ name: 'other', version: '1.0.0' });
  const page = await openPage(review());
  for (const { digest } of [old, next]) {
    const { status, body } = await page.get(`/artifacts/sha256/${digest.sha256}`);
    expect([status, createHash('sha256').update(body).digest('hex')]).toEqual([200, digest.sha256]);
  }
  const elsewhere = [
    `/artifacts/sha256/${other.digest.sha256}`,
    `/artifacts/sha256/${next.digest.sha256.toUpperCase()}`,
    '/artifacts/sha256/..%2f..%2fetc',
    '/',
    '/queue',
    '/api/flags',
    '/index.html',
    '/assets/../package.json',
    '/assets/..%2f..%2fpackage.json',
    '//review',
    '/constructor',
  ];
  for (const path of elsewhere) expect([path, (await page.get(path)).status]).toEqual([path, 404]);
  for (const method of ['DELETE', 'PATCH', 'OPTIONS'])
    expect((await page.send(method, '/workbench/draft', '{}')).status).toBe(404);

  const html = await page.get('/review');
  expect(html.status).toBe(200);
  expect(html.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  });
  const policy = String(html.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toContain('unsafe');
  expect(html.headers).not.toHaveProperty('access-control-allow-origin');
});

test('what a form could send, too much, and what is no JSON are refused with their codes', async () => {
  const { review } = await reviewWorld();
  const page = await openPage(review());
  const form = { 'content-type': 'text/plain' };
  const cases: [Awaited<ReturnType<typeof page.get>>, number, string][] = [
    [await page.send('POST', '/workbench/statements', '{}', form), 415, 'media-type-unknown'],
    [await page.send('PUT', '/workbench/draft', '{}', form), 415, 'media-type-unknown'],
    [await page.send('PUT', '/workbench/draft', '{'), 400, 'request-malformed'],
    [await page.send('PUT', '/workbench/draft', { revision: -1, draft: '' }), 400, 'request-malformed'],
    [await page.send('PUT', '/workbench/draft', { revision: 0, draft: 1 }), 400, 'request-malformed'],
    [
      await page.send('PUT', '/workbench/draft', { revision: 0, draft: 'a'.repeat(4 * 1024 * 1024 + 1) }),
      413,
      'draft-too-large',
    ],
    [await page.send('POST', '/workbench/open', { token: 'A'.repeat(2000) }), 413, 'request-too-large'],
    [await page.state('{'), 422, 'unsigned-malformed'],
  ];
  for (const [reply, status, code] of cases) expect([reply.status, reply.code]).toEqual([status, code]);
});
