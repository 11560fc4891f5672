import { expect, test } from 'vitest';
import { hexRows } from './hex-rows.ts';
import { showLength } from './show-length.ts';

test('sixteen bytes a row, with what of them is text', () => {
  const bytes = Uint8Array.from({ length: 18 }, (_, at) => at + 0x3c);
  expect(hexRows(bytes, 0x20)).toEqual([
    {
      offset: '000020',
      hex: '3c 3d 3e 3f 40 41 42 43  44 45 46 47 48 49 4a 4b',
      text: '<=>?@ABCDEFGHIJK',
    },
    { offset: '000030', hex: '4c 4d', text: 'LM' },
  ]);
});

test('bytes that would move the cursor or turn the text are dots', () => {
  expect(hexRows(Uint8Array.of(0x1b, 0x0a, 0x7f, 0xe2, 0x80, 0xae), 0)[0]?.text).toBe('......');
});

test('no bytes are no rows', () => {
  expect(hexRows(new Uint8Array(0), 0)).toEqual([]);
});

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [3400, '3.4 kB'],
  [71_000_000, '71.0 MB'],
])('%d bytes are %s', (bytes, text) => expect(showLength(bytes)).toBe(text));
