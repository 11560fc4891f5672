import { expect, test } from 'vitest';
import { openPackages } from './testing/opened.ts';
import { readingOrder } from './reading-order.ts';

test('files are counted in the order in which they are to be read, none left out, none twice', async () => {
  const files = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`lib/${at}.txt`, `${at}\n`]));
  const target = {
    ...files,
    'z.js': 'x\n',
    'package.json': '{"main":"z.js","scripts":{"postinstall":"node lib/7.txt"}}',
  };
  const { reading, counts, countedOrder, file } = await openPackages(null, target);
  await counts;
  const order = readingOrder(reading.files).map(({ index }) => index);
  expect(countedOrder).toEqual(order);
  expect(order.toSorted((a, b) => a - b)).toEqual(reading.files.map(({ index }) => index));
  const first = order.slice(0, 3).map((index) => reading.files[index]?.path);
  expect(first).toEqual(['lib/7.txt', 'package.json', 'z.js']);
  expect(file('lib/7.txt').concerns[0]).toEqual({
    concern: 'install-script',
    text: 'is run at installation by `node lib/7.txt`',
  });
});

test('a file that is asked for while others are counted is served before they are through', async () => {
  const large = (at: number) =>
    Array.from({ length: 4000 }, (_, i) => `line ${(i * at) % 977} ${i % 13}\n`).join('');
  const files = (shift: number) =>
    Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`${at}.txt`, large(at + shift)]));
  const { session, reading, counts, countedOrder } = await openPackages(files(1), files(2));
  await session.text(11);
  expect(countedOrder.length).toBeLessThan(reading.files.length);
  expect((await counts).size).toBe(12);
});
