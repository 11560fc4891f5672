import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { nodeConfig } from './config.ts';
import { startNode, type RunningNode } from './start.ts';
import { noon } from './testing/statements.ts';
import { temporaryFolder, testNode } from './testing/test-node.ts';

async function listening(): Promise<RunningNode> {
  const config = nodeConfig({ dataDir: await temporaryFolder(), port: 0, logLevel: 'silent' });
  const running = await startNode(config, { clock: () => noon });
  onTestFinished(() => running.close());
  return running;
}

/** What comes back for bytes on the wire, until the node closes the connection. */
async function answerTo(url: string, request: string): Promise<{ status: number; body: unknown }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(request);
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), body: JSON.parse(body) };
}

const post = 'POST /api/statements HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';

test.each([
  ['an unknown method', 'FOO / HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'request-malformed'],
  [
    'a head of 17 KB',
    `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(17_000)}\r\n\r\n`,
    413,
    'request-too-large',
  ],
  ['two lengths', `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n`, 400, 'request-malformed'],
  ['a broken chunk', `${post}Transfer-Encoding: chunked\r\n\r\nZZ\r\n\r\n`, 400, 'request-malformed'],
])('%s is refused with a code', async (_what, request, status, code) => {
  const { url } = await listening();
  expect(await answerTo(url, request)).toMatchObject({ status, body: { code } });
});

test.each(['/%', '/reviews/tile/%ff', `/artifacts/sha256/${'a'.repeat(400)}`, '/api/statements/%E0%A4%A'])(
  'the address %s is refused with a code',
  async (path) => {
    const { url } = await listening();
    const request = `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
    expect(await answerTo(url, request)).toEqual({
      status: 400,
      body: { code: 'request-malformed', message: expect.any(String) },
    });
  },
);

test.each(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'ENOSPC'])('a full disk (%s) is no bug', async (code) => {
  const { app, node } = await testNode();
  node.store.putBlob = async () => {
    throw Object.assign(new Error('secret path'), { code });
  };
  const headers = { 'content-type': 'text/plain' };
  const answer = await app.inject({ method: 'POST', url: '/api/blobs', headers, payload: 'a note' });
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'storage-failed']);
  expect(answer.headers['retry-after']).toBeDefined();
  expect(answer.body).not.toContain('secret');
});
