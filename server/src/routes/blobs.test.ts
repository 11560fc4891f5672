import { expect, test } from 'vitest';
import { sha256Hex } from '@countersign/shared/digest.ts';
import { testNode, type TestNode } from '../testing/test-node.ts';

async function post({ app }: TestNode, payload: Buffer | string, type = 'text/plain; charset=utf-8') {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/blobs',
    headers: { 'content-type': type },
    payload,
  });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

test('a note is kept under its digest, and served as nothing that a browser would run', async () => {
  const testing = await testNode();
  const note = '<script>alert(1)</script>\n';
  const sha256 = sha256Hex(note);
  expect(await post(testing, note)).toEqual({ status: 201, body: { sha256, length: note.length } });
  expect((await post(testing, note)).status).toBe(201);
  const answer = await testing.app.inject({ url: `/api/blobs/${sha256}` });
  expect(answer.body).toBe(note);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${sha256}"`,
    'x-content-type-options': 'nosniff',
  });
});

test('a note is no log entry', async () => {
  const testing = await testNode();
  await post(testing, 'a note');
  expect((await testing.get('/healthz')).body).toMatchObject({ reviews: { size: 0 }, trust: { size: 0 } });
});

test.each([
  ['one byte over 256 KiB', Buffer.alloc(256 * 1024 + 1, 'a'), 413, 'request-too-large'],
  ['bytes that are no text', Buffer.from([0xff, 0xfe]), 422, 'utf8-malformed'],
  ['nothing', Buffer.alloc(0), 400, 'request-malformed'],
])('%s is refused', async (_name, payload, status, code) => {
  const testing = await testNode();
  expect(await post(testing, payload)).toMatchObject({ status, body: { code } });
});

test('only text is taken', async () => {
  expect((await post(await testNode(), 'a', 'application/octet-stream')).status).toBe(415);
});

test('a full store of notes says so', async () => {
  const testing = await testNode({ settings: { blobs: { maxBytes: 1000, maxTotalBytes: 10 } } });
  expect((await post(testing, '0123456789')).status).toBe(201);
  expect(await post(testing, 'x')).toMatchObject({ status: 503, body: { code: 'blob-store-full' } });
  expect((await post(testing, '0123456789')).status).toBe(201);
});
