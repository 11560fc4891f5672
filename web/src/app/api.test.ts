import { afterEach, expect, test, vi } from 'vitest';
import { addressOf, ApiError, getJson } from './api.ts';

afterEach(() => void vi.unstubAllGlobals());

function answer(body: BodyInit, status = 200): void {
  vi.stubGlobal('fetch', async () => new Response(body, { status }));
}

async function failure(): Promise<ApiError> {
  return getJson('/api/flags').then(
    () => Promise.reject(new Error('it did not fail')),
    (error: unknown) => error as ApiError,
  );
}

test('parameters that are not there are left out of an address', () => {
  expect(addressOf('/api/flags', { severity: undefined, text: 'a&b', before: null, limit: 5 })).toBe(
    '/api/flags?text=a%26b&limit=5',
  );
  expect(addressOf('/api/flags', { text: '' })).toBe('/api/flags');
});

test('a refusal keeps the code that the node gave', async () => {
  answer('{"code":"rate-limited","message":"slow down"}', 429);
  expect(await failure()).toMatchObject({ code: 'rate-limited', status: 429, message: 'slow down' });
});

test('a node that is down, serves HTML, or says no without a word is told apart', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('fetch failed')));
  expect(await failure()).toMatchObject({ code: 'offline', status: 0 });
  answer('<!doctype html>');
  expect(await failure()).toMatchObject({ code: 'answer-malformed' });
  answer('[]', 503);
  expect(await failure()).toMatchObject({ code: 'answer-malformed', status: 503 });
});

test('an endless answer is not read to its end', async () => {
  let given = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += 1 << 20;
      controller.enqueue(new Uint8Array(1 << 20).fill(32));
    },
  });
  answer(endless);
  expect(await failure()).toMatchObject({ code: 'answer-too-large' });
  expect(given).toBeLessThan(20 << 20);
});
