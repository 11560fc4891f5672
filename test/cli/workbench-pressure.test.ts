import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { formatUnsigned } from '@countersign/shared/statement/unsigned.ts';
import { sessionHeader } from '@countersign/shared/workbench-api.ts';
import { ask, draftedReview, openPage, type Page } from './workbench-page.ts';
import type { Seated } from './seated.ts';
import { reviewWorld, type ReviewWorld } from './workbench-world.ts';

/** Connections that stall, and signals at the worst moment. */

function socketTo(page: Page): Promise<Socket> {
  const socket = connect(Number(new URL(page.origin).port), '127.0.0.1');
  socket.on('error', () => {});
  return once(socket, 'connect').then(() => socket);
}

/** A node that takes a statement, and answers when it is let. */
async function slowNode({ world }: ReviewWorld) {
  const arrived = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    const forward = async (): Promise<void> => {
      const { method = '', url = '' } = request;
      if (url === '/api/statements') {
        arrived.resolve();
        await answer.promise;
      }
      const body = Buffer.concat(chunks).toString();
      const headers = { 'content-type': request.headers['content-type'] ?? 'application/json' };
      const sent = { method, headers, ...(body === '' ? {} : { body }) };
      const reply = await ask(world.node.url + url, sent);
      response.writeHead(reply.status, { 'content-type': 'application/json' });
      response.end(reply.body);
    };
    request.on('end', () => void forward().catch(() => response.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  world.also(async () => {
    answer.resolve();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived: arrived.promise,
    answer: () => answer.resolve(),
  };
}

async function signedOnItsWay(around: ReviewWorld) {
  const node = await slowNode(around);
  const seated = around.review('--node', node.url);
  const page = await openPage(seated);
  const answer = page.state(await draftedReview(page, around.world.clock.now));
  answer.catch(() => {});
  await seated.shows(/Sign this as me/);
  seated.type('y');
  await node.arrived;
  seated.interrupt();
  await seated.shows(/signed and on its way/);
  return { node, seated, answer };
}

test('Ctrl-C while a signed statement is on its way does not say that nothing was signed: it waits', async () => {
  const { node, seated, answer } = await signedOnItsWay(await reviewWorld());
  node.answer();
  expect(await seated.ended).toBe(0);
  expect((await answer).json()).toMatchObject({ outcome: 'signed', code: 0 });
  expect(seated.screen()).not.toContain('nothing was signed');
  expect(seated.stdout()).toContain('held');
});

test('a second Ctrl-C leaves a statement on its way, and says that it may be in a log', async () => {
  const { seated } = await signedOnItsWay(await reviewWorld());
  seated.interrupt();
  expect(await seated.ended).toBe(2);
  expect(seated.screen()).toContain('whether any node took it is not known');
  expect(seated.screen()).not.toContain('nothing was signed');
});

const head = (page: Page, line: string, more: readonly string[] = []): string =>
  [
    `${line} HTTP/1.1`,
    `host: ${new URL(page.origin).host}`,
    `origin: ${page.origin}`,
    `${sessionHeader}: ${page.session}`,
    ...more,
    '\r\n',
  ].join('\r\n');

async function pipelined(page: Page, around: ReviewWorld): Promise<Socket> {
  const socket = await socketTo(page);
  const body = formatUnsigned(await draftedReview(page, around.world.clock.now));
  const length = `content-length: ${Buffer.byteLength(body)}`;
  // Whoever never reads keeps the answers before the last one waiting, and the last behind them.
  const unread = head(page, 'GET /workbench/draft').repeat(8);
  socket.pause();
  socket.write(unread + head(page, 'POST /workbench/statements', ['content-type: application/json', length]));
  socket.write(body);
  return socket;
}

async function withLongDraft(seated: Seated): Promise<Page> {
  const page = await openPage(seated);
  const draft = 'x'.repeat(4 * 1024 * 1024);
  expect((await page.send('PUT', '/workbench/draft', { revision: 0, draft })).status).toBe(200);
  return page;
}

test('a page that signs and never takes its answer does not keep the terminal waiting', async () => {
  const around = await reviewWorld();
  const seated = around.review();
  const page = await withLongDraft(seated);
  const socket = await pipelined(page, around);
  await seated.shows(/Sign this as me/);
  seated.type('y');
  expect(await seated.ended).toBe(0);
  socket.destroy();
});

test('a question whose answer would wait behind others goes when its connection does', async () => {
  const around = await reviewWorld();
  const seated = around.review();
  const page = await withLongDraft(seated);
  const socket = await pipelined(page, around);
  await seated.shows(/Sign this as me/);
  socket.destroy();
  expect(await seated.shows(/nothing was signed/)).not.toBeNull();
});

test('connections without end are refused, and those of the page go on', async () => {
  const { review } = await reviewWorld();
  const page = await openPage(review());
  const kept: Socket[] = [];
  const gone: Socket[] = [];
  for (let i = 0; i < 200; i++) {
    const socket = await socketTo(page);
    kept.push(socket);
    socket.on('close', () => gone.push(socket));
    socket.resume();
  }
  await expect.poll(() => gone.length).toBeGreaterThan(100);
  for (const socket of kept) socket.destroy();
  await expect.poll(async () => (await page.get('/workbench/info').catch(() => null))?.status).toBe(200);
});

test('what is no HTTP, two lengths, or half a request stops nothing', async () => {
  const { review } = await reviewWorld();
  const page = await openPage(review());
  const post = (...more: string[]) => head(page, 'POST /workbench/statements', more);
  const inner = head(page, 'PUT /workbench/draft', ['content-type: application/json', 'content-length: 2']);
  const raw = [
    '\u0000\u0001\r\n\r\n',
    post('content-type: application/json', 'content-length: 5', 'transfer-encoding: chunked') +
      `0\r\n\r\n${inner}{}`,
    post('content-type: application/json', 'content-length: 5', 'content-length: 6') + inner,
    post('content-type: application/json', 'transfer-encoding: chunked, identity') + inner,
    head(page, 'GET /review', [`host: ${new URL(page.origin).host}`]),
    head(page, 'GET http://evil.example/review'),
    'GET /review HTTP/1.0\r\n\r\n',
    `CONNECT evil.example:80 HTTP/1.1\r\nhost: ${new URL(page.origin).host}\r\n\r\n`,
  ];
  for (const text of raw) {
    const socket = await socketTo(page);
    let reply = '';
    socket.setEncoding('utf8').on('data', (more: string) => (reply += more));
    const closed = once(socket, 'close');
    socket.end(text);
    await closed;
    expect([text, reply]).not.toEqual([text, expect.stringMatching(/^HTTP\/1\.1 2/)]);
    expect([text, reply.match(/HTTP\/1\.1 2/g)]).toEqual([text, null]);
  }
  const half = await socketTo(page);
  half.write(`${post('content-type: application/json', 'content-length: 1000')}{`);
  half.destroy();
  await expect.poll(async () => (await page.state('{')).code).toBe('unsigned-malformed');
  expect((await page.get('/workbench/draft')).json()).toEqual({ revision: 0, draft: null });
});

test('a WebSocket of another origin gets no connection', async () => {
  const { review } = await reviewWorld();
  const page = await openPage(review());
  for (const [origin, status] of [
    ['https://evil.example', 403],
    ['null', 403],
    [page.origin, 401],
  ] as const) {
    const socket = await socketTo(page);
    let reply = '';
    socket.setEncoding('utf8').on('data', (more: string) => (reply += more));
    const upgrade = ['connection: Upgrade', 'upgrade: websocket', 'sec-websocket-version: 13'];
    const lines = [`host: ${new URL(page.origin).host}`, `origin: ${origin}`, ...upgrade, '\r\n'];
    socket.write(['GET /workbench/info HTTP/1.1', ...lines].join('\r\n'));
    await expect.poll(() => reply).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    socket.destroy();
  }
});
