import { expect, test } from 'vitest';
import { pageOf } from './page-of.ts';

test('pages of a log meet without a gap, from the newest to the first entry', () => {
  let from: number | null = null;
  const seen: number[] = [];
  for (;;) {
    const { first, end, older } = pageOf(61, from);
    for (let index = end - 1; index >= first; index--) seen.push(index);
    if (older === null) break;
    from = older;
  }
  expect(seen).toEqual(Array.from({ length: 61 }, (_, i) => 60 - i));
});

test('an address beyond the log shows its end, and there is nothing newer', () => {
  expect(pageOf(3, 900)).toEqual({ first: 0, end: 3, newer: null, older: null });
  expect(pageOf(61, 36)).toMatchObject({ first: 11, newer: 61, older: 11 });
});
