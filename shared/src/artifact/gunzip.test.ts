import { expect, test } from 'vitest';
import { concatBytes } from '../bytes/compare.ts';
import { CodedError } from '../errors.ts';
import { toUtf8 } from '../bytes/text.ts';
import { crc32 } from './crc32.ts';
import { gunzip } from './gunzip.ts';
import { deflateRaw, gzipMember, gzipStored } from './testing/gzip-writer.ts';

const content = toUtf8('hello, world\n'.repeat(1000));
const packed = gzipMember(await deflateRaw(content), content);
const [before, after] = [packed.subarray(0, 10), packed.subarray(10)];

function withFlags(flags: number, ...extra: Uint8Array[]): Uint8Array {
  const header = before.slice();
  header[3] = flags;
  return concatBytes(header, ...extra, after);
}

const malformed = { code: 'gzip-malformed' };

test('CRC-32 has its published check value, at every alignment', () => {
  expect(crc32(toUtf8('123456789'))).toBe(0xcbf43926);
  const bytewise = (data: Uint8Array) => {
    let crc = 0xffffffff;
    for (const byte of data) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    return ~crc >>> 0;
  };
  for (let length = 0; length < 40; length++) {
    const data = Uint8Array.from({ length }, (_, at) => (at * 151 + length * 7) & 0xff);
    expect(crc32(data)).toBe(bytewise(data));
  }
});

test('one member is inflated, deflated or stored', async () => {
  expect(await gunzip(packed)).toEqual(content);
  expect(await gunzip(gzipStored(content))).toEqual(content);
  expect(await gunzip(gzipStored(new Uint8Array(200_000)))).toEqual(new Uint8Array(200_000));
});

test('extra field, name, comment and header CRC are skipped', async () => {
  const extra = new Uint8Array([3, 0, 1, 2, 3]);
  const text = toUtf8('x.tar\0');
  expect(await gunzip(withFlags(4 | 8 | 16, extra, text, text))).toEqual(content);
  const header = before.slice();
  header[3] = 2;
  const crc = crc32(header) & 0xffff;
  expect(await gunzip(withFlags(2, new Uint8Array([crc & 0xff, crc >> 8])))).toEqual(content);
  await expect(gunzip(withFlags(2, new Uint8Array([~crc & 0xff, crc >> 8])))).rejects.toMatchObject(
    malformed,
  );
});

test('a header that is none, ends early or uses reserved flags is refused', async () => {
  await expect(gunzip(content)).rejects.toMatchObject(malformed);
  await expect(gunzip(new Uint8Array(0))).rejects.toMatchObject(malformed);
  await expect(gunzip(withFlags(0x20))).rejects.toMatchObject(malformed);
  await expect(gunzip(withFlags(4, new Uint8Array([0xff, 0xff])))).rejects.toMatchObject(malformed);
  await expect(gunzip(new Uint8Array([0x1f, 0x8b, 8, 8, 1, 1, 1, 1, 1, 1, 65, 65]))).rejects.toMatchObject(
    malformed,
  );
  await expect(gunzip(new Uint8Array([0x1f, 0x8b, 8, 2, 1, 1, 1, 1, 1, 1]))).rejects.toMatchObject(malformed);
});

test('nothing but a header and zeros is refused, however long', async () => {
  for (const length of [10, 11, 18, 19, 30, 5000]) {
    const file = new Uint8Array(length);
    file.set([0x1f, 0x8b, 8]);
    await expect(gunzip(file)).rejects.toMatchObject(malformed);
  }
});

test('a file cut anywhere is refused', async () => {
  const small = gzipStored(toUtf8('content'));
  for (let length = 0; length < small.length; length++) {
    await expect(gunzip(small.subarray(0, length)), `${length}`).rejects.toThrow(CodedError);
  }
});

test('a second member is refused, empty or not', async () => {
  await expect(gunzip(concatBytes(packed, packed))).rejects.toMatchObject(malformed);
  await expect(gunzip(concatBytes(packed, gzipStored(new Uint8Array(0))))).rejects.toMatchObject(malformed);
  await expect(gunzip(concatBytes(gzipStored(new Uint8Array(0)), packed))).rejects.toMatchObject(malformed);
});

test('a byte after the member is refused, and one between stream and trailer', async () => {
  for (let byte = 1; byte < 256; byte += 50) {
    await expect(gunzip(concatBytes(packed, new Uint8Array([byte])))).rejects.toThrow(CodedError);
    const trailer = packed.length - 8;
    const inserted = concatBytes(
      packed.subarray(0, trailer),
      new Uint8Array([byte]),
      packed.subarray(trailer),
    );
    await expect(gunzip(inserted)).rejects.toMatchObject(malformed);
  }
});

test('a second trailer that matches the first does not hide what lies between', async () => {
  const hidden = concatBytes(packed, toUtf8('hidden'), packed.subarray(-8));
  await expect(gunzip(hidden)).rejects.toMatchObject(malformed);
});

test('zero padding is skipped, as old versions of npm published it', async () => {
  for (const zeros of [1, 2, 3, 4, 7, 8, 9, 1158]) {
    expect(await gunzip(concatBytes(packed, new Uint8Array(zeros)))).toEqual(content);
  }
  const even = new Uint8Array(0x10000).fill(7);
  expect(await gunzip(concatBytes(gzipStored(even), new Uint8Array(5)))).toEqual(even);
  await expect(gunzip(concatBytes(packed, new Uint8Array(9), packed))).rejects.toMatchObject(malformed);
});

test('a wrong CRC, a wrong length and an altered stream are refused', async () => {
  for (const at of [10, 20, packed.length - 8, packed.length - 5, packed.length - 4]) {
    const altered = packed.slice();
    altered[at] = (altered[at] as number) ^ 1;
    await expect(gunzip(altered)).rejects.toMatchObject(malformed);
  }
});

test('a bomb is refused by the size it states, and by the size it hides', async () => {
  const zeros = new Uint8Array(20 * 1024 * 1024);
  const stream = await deflateRaw(zeros);
  const bomb = gzipMember(stream, zeros);
  await expect(gunzip(bomb)).rejects.toMatchObject({ code: 'archive-ratio' });
  const small = { maxEntries: 1, maxBytes: zeros.length - 1, maxRatio: 2000, ratioFloor: 0 };
  await expect(gunzip(bomb, small)).rejects.toMatchObject({ code: 'archive-too-large' });
  expect((await gunzip(bomb, { ...small, maxBytes: zeros.length })).length).toBe(zeros.length);
  await expect(gunzip(gzipMember(stream, zeros.subarray(0, 1000)))).rejects.toMatchObject(malformed);
});
