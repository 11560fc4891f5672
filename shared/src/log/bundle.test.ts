import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBundle, encodeBundle } from './bundle.ts';

test('the entries come back, empty and longest ones too', () => {
  const entry = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constant(new Uint8Array(65_535)));
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 256 }), (entries) => {
      const back = decodeBundle(encodeBundle(entries), entries.length);
      expect(back.map((bytes) => [...bytes.subarray(0, 300)])).toEqual(
        entries.map((bytes) => [...bytes.subarray(0, 300)]),
      );
      expect(back.map((bytes) => bytes.length)).toEqual(entries.map((bytes) => bytes.length));
    }),
    { numRuns: 30 },
  );
});

test('the sample in the documentation', () => {
  const entries = [Uint8Array.from([104, 101, 108, 108, 111]), new Uint8Array(0), Uint8Array.of(33)];
  expect([...encodeBundle(entries)]).toEqual([0, 5, 104, 101, 108, 108, 111, 0, 0, 0, 1, 33]);
});

test('a view into a larger buffer is read from its own start', () => {
  const buffer = Uint8Array.of(9, 9, 0, 1, 7, 9);
  expect(decodeBundle(buffer.subarray(2, 5), 1)).toEqual([Uint8Array.of(7)]);
});

test.each([
  ['an entry cut short', [0, 2, 1], 1],
  ['half a length', [0], 1],
  ['fewer entries than its path says', [0, 1, 1], 2],
  ['more entries than its path says', [0, 1, 1, 0, 1, 1], 1],
  ['a byte after the last entry', [0, 1, 1, 0], 1],
  ['no entries', [], 0],
  ['nothing where entries should be', [], 1],
  ['257 entries', Array.from({ length: 514 }, () => 0), 257],
  ['a fraction of an entry', [0, 0], 0.5],
])('a bundle with %s is refused', (_name, bytes, count) => {
  expect(() => decodeBundle(Uint8Array.from(bytes), count)).toThrow(
    expect.objectContaining({ code: 'bundle-malformed' }),
  );
});

test('what no bundle can say is not written', () => {
  expect(() => encodeBundle([])).toThrow(expect.objectContaining({ code: 'bundle-malformed' }));
  const tooMany = Array.from({ length: 257 }, () => new Uint8Array(0));
  expect(() => encodeBundle(tooMany)).toThrow(expect.objectContaining({ code: 'bundle-malformed' }));
  expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow(
    expect.objectContaining({ code: 'bundle-entry-too-large' }),
  );
});
