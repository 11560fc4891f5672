import { expect, test } from 'vitest';
import { NewestFirst } from './newest-first.ts';

const long = new TextEncoder().encode('const a = [1, 2, "three"];\n'.repeat(8_000));
const short = new TextEncoder().encode('const a = 1;');

test('the file that was asked for last comes first, the one before it after', async () => {
  const files = new NewestFirst();
  const order: string[] = [];
  const asked = [
    files.tokens('long.js', long).then(() => order.push('long')),
    files.tokens('short.js', short).then(() => order.push('short')),
  ];
  await Promise.all(asked);
  expect(order).toEqual(['short', 'long']);
});

test('of more files than it works on, the oldest is answered without tokens', async () => {
  const files = new NewestFirst();
  const asked = Array.from({ length: 10 }, () => files.tokens('a.js', short));
  const answers = await Promise.all(asked);
  expect(answers.map((tokens) => tokens !== null)).toEqual([
    false,
    false,
    ...Array.from({ length: 8 }, () => true),
  ]);
  expect(await files.tokens('a.js', short)).not.toBe(null);
});
