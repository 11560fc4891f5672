import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LineTokens } from '../reading.ts';
import { Highlighter } from './highlighter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const bytes = new Uint8Array(1);
const tokens: LineTokens = { lines: Uint32Array.of(0), spans: new Uint32Array(0) };
const hangs = () => new Promise<LineTokens | null>(() => {});

function threads(...answers: (() => Promise<LineTokens | null>)[]) {
  const ended: number[] = [];
  let started = 0;
  const highlighter = new Highlighter(() => {
    const number = started++;
    return { worker: { tokens: answers[number] ?? hangs }, end: () => void ended.push(number) };
  });
  return { highlighter, ended };
}

test('a file that its grammar hangs on has no tokens, and the next one a new thread', async () => {
  const { highlighter, ended } = threads(hangs, () => Promise.resolve(tokens));
  const asked = highlighter.tokens('hangs.md', bytes);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await asked).toBe(null);
  expect(ended).toEqual([0]);
  expect(await highlighter.tokens('a.js', bytes)).toBe(tokens);
});

test('a thread that fails gives no tokens, and no error', async () => {
  const { highlighter } = threads(() => Promise.reject(new Error('broken')));
  expect(await highlighter.tokens('a.js', bytes)).toBe(null);
});

test('whoever waits when the page closes it is answered', async () => {
  const { highlighter, ended } = threads(hangs);
  const asked = highlighter.tokens('a.js', bytes);
  highlighter.close();
  expect(await asked).toBe(null);
  expect(ended).toEqual([0]);
  expect(vi.getTimerCount()).toBe(0);
});

test('a thread without work is not given up', async () => {
  const { highlighter, ended } = threads(() => Promise.resolve(tokens));
  await highlighter.tokens('a.js', bytes);
  await vi.advanceTimersByTimeAsync(100_000);
  expect(ended).toEqual([]);
});
