import { expect, test } from 'vitest';
import { hexPage, hexPageLength } from './hex.ts';

const bytes = Uint8Array.from({ length: hexPageLength + 100 }, (_, i) => i % 251);

test('a page begins with the row of its offset, and is a copy', () => {
  const page = hexPage(bytes, 35);
  expect(page).toMatchObject({ offset: 32, length: bytes.length });
  expect(page.bytes).toHaveLength(hexPageLength);
  expect(page.bytes[0]).toBe(32);
  expect(page.bytes.buffer).not.toBe(bytes.buffer);
});

test.each([
  [hexPageLength, hexPageLength, 100],
  [hexPageLength + 99, hexPageLength + 96, 4],
  [1e12, hexPageLength + 96, 4],
  [-5, 0, hexPageLength],
  [Number.NaN, 0, hexPageLength],
])('from %d on, the page begins at %d and has %d bytes', (offset, start, length) => {
  const page = hexPage(bytes, offset);
  expect([page.offset, page.bytes.length]).toEqual([start, length]);
});

test('an empty file has an empty page', () => {
  expect(hexPage(new Uint8Array(0), 7)).toEqual({ offset: 0, bytes: new Uint8Array(0), length: 0 });
});
