import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readImageHeader } from './image-header.ts';

/** A character is a byte. */
const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const jpegStart = '\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0';
const frame = (height: string, width: string) =>
  `\u00ff\u00c2\u0000\u000b\u0008${height}${width}\u0001\u0001\u0011\0`;

const samples: readonly [string, string, number, number][] = [
  ['image/png', '\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\u0001\u0000\0\0\0\u0010\u0008\u0006\0\0\0', 256, 16],
  ['image/gif', 'GIF89a\u0020\u0001\u0010\u0000\0\0\0', 288, 16],
  ['image/jpeg', `${jpegStart}${frame('\u0001\u0002', '\u0000\u0040')}\u00ff\u00da`, 64, 258],
  ['image/webp', 'RIFF\u0020\0\0\0WEBPVP8X\u000a\0\0\0\0\0\0\0\u00ff\u0001\0\u000f\0\0', 512, 16],
  ['image/webp', 'RIFF\u0020\0\0\0WEBPVP8L\u000a\0\0\0\u002f\u003f\u00c0\u0003\0\0\0\0\0\0', 64, 16],
  ['image/webp', 'RIFF\u0020\0\0\0WEBPVP8 \u000a\0\0\0\0\0\0\u009d\u0001\u002a\u0040\0\u0010\0', 64, 16],
];

test.each(samples)('%s says how large it is', (type, text, width, height) => {
  expect(readImageHeader(bytesOf(text))).toEqual({ type, width, height });
});

test.each(samples)('%s cut short anywhere, or in other bytes, fails nowhere', (_type, text) => {
  const bytes = bytesOf(text);
  for (let length = 0; length < bytes.length; length++) {
    const header = readImageHeader(bytes.subarray(0, length));
    expect(header === null || header.width > 0).toBe(true);
  }
});

test.each([
  [frame('\0\u0010', '\0\u0010') + frame('\u00ff\u00ff', '\u00ff\u00ff')],
  [frame('\u00ff\u00ff', '\u00ff\u00ff') + frame('\0\u0010', '\0\u0010')],
])('the larger of two frames of a JPEG counts', (frames) => {
  const size = readImageHeader(bytesOf(jpegStart + frames));
  expect(size).toMatchObject({ width: 65_535, height: 65_535 });
});

test.each(['<svg xmlns="http://www.w3.org/2000/svg"/>', '<?xml version="1.0"?><svg/>', 'BM\0\0', ''])(
  '%j is no image that is drawn',
  (text) => {
    expect(readImageHeader(bytesOf(text))).toBe(null);
  },
);

test('an empty picture is none', () => {
  const text = samples[0]?.[1].replace('\0\0\0\u0010', '\0\0\0\0') ?? '';
  expect(readImageHeader(bytesOf(text))).toBe(null);
});

test('no bytes make it fail', () => {
  const starts = fc.constantFrom(...samples.map(([, text]) => text), 'RIFF', '\u00ff\u00d8\u00ff');
  fc.assert(
    fc.property(starts, fc.nat(30), fc.uint8Array(), (text, kept, more) => {
      const header = readImageHeader(Uint8Array.from([...bytesOf(text).subarray(0, kept), ...more]));
      expect(header === null || (header.width > 0 && header.height > 0)).toBe(true);
    }),
  );
});
