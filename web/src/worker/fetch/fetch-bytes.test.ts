import { afterEach, expect, test, vi } from 'vitest';
import { defaultFetching, fetchBytes } from './fetch-bytes.ts';
import type { Received } from './read-body.ts';

afterEach(() => {
  vi.useRealTimers();
});

const never = new AbortController().signal;
const quiet: Received = () => undefined;

function fetchFrom(
  answer: () => Promise<Response> | Response,
  received = quiet,
  signal = never,
  limit = 100,
) {
  const fetching = { ...defaultFetching, limit, stalledAfter: 1000, fetch: async () => answer() };
  return fetchBytes('/artifacts/sha256/00', {}, received, signal, fetching);
}

function streamed(parts: readonly string[], headers: Record<string, string> = {}, end = true): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      if (end) controller.close();
    },
  });
  return new Response(body, { headers });
}

test('what was received is told on the way', async () => {
  const steps: [number, number | null][] = [];
  const bytes = await fetchFrom(
    () => streamed(['ab', 'c'], { 'content-length': '3' }),
    (received, total) => void steps.push([received, total]),
  );
  expect(new TextDecoder().decode(bytes)).toBe('abc');
  expect(steps).toEqual([
    [2, 3],
    [3, 3],
  ]);
});

test('a body that is shorter than promised is refused', async () => {
  const answer = fetchFrom(() => streamed(['ab'], { 'content-length': '3' }));
  await expect(answer).rejects.toMatchObject({ code: 'artifact-truncated' });
});

test('a body that breaks off is refused', async () => {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new Uint8Array(2));
      controller.error(new TypeError('network error'));
    },
  });
  await expect(fetchFrom(() => new Response(body))).rejects.toMatchObject({ code: 'artifact-truncated' });
});

test('a body that is too large is refused before it is read, and while it is', async () => {
  const promised = fetchFrom(() => streamed(['ab'], { 'content-length': '101' }));
  await expect(promised).rejects.toMatchObject({ code: 'artifact-too-large' });
  const sent = fetchFrom(() => streamed(['a'.repeat(60), 'b'.repeat(60)]));
  await expect(sent).rejects.toMatchObject({ code: 'artifact-too-large' });
});

test('a length of packed bytes is not held against unpacked ones', async () => {
  const headers = { 'content-length': '3', 'content-encoding': 'identity' };
  expect(await fetchFrom(() => streamed(['ab'], headers))).toHaveLength(2);
});

test.each([
  [
    404,
    '{"code":"artifact-not-found","message":"no such artifact"}',
    'artifact-not-found',
    'no such artifact',
  ],
  [429, '{"code":"artifact-rate-limited","message":"later"}', 'artifact-rate-limited', 'later'],
  [500, '<script>', 'artifact-refused', 'the node answered 500'],
  [500, '{"code":"toString","message":"x"}', 'artifact-refused', 'the node answered 500'],
  [403, '{"code":7,"message":{}}', 'artifact-refused', 'the node answered 403'],
])('an answer of %i with %s is %s', async (status, body, code, message) => {
  await expect(fetchFrom(() => new Response(body, { status }))).rejects.toMatchObject({ code, message });
});

test('a node that is down is unreachable', async () => {
  const answer = fetchFrom(() => Promise.reject(new TypeError('fetch failed')));
  await expect(answer).rejects.toMatchObject({ code: 'artifact-unreachable' });
});

test('a node that never answers, or stops in the middle, is given up', async () => {
  vi.useFakeTimers();
  const silent = fetchFrom(() => new Promise<Response>(() => undefined));
  const stopped = fetchFrom(() => streamed(['ab'], {}, false));
  const ends = Promise.allSettled([silent, stopped]);
  await vi.advanceTimersByTimeAsync(1001);
  const refused = { status: 'rejected', reason: { code: 'artifact-stalled' } };
  expect(await ends).toMatchObject([refused, refused]);
});

test('a fetch that is called off ends with the reason', async () => {
  const off = new AbortController();
  const answer = fetchFrom(() => new Promise<Response>(() => undefined), quiet, off.signal);
  const reason = new Error('enough');
  off.abort(reason);
  await expect(answer).rejects.toBe(reason);
});
