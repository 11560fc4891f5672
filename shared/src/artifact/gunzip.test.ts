import { expect, test } from 'vitest';
import { concatBytes } from '../bytes/compare.ts';
import { CodedError } from '../errors.ts';
import { toUtf8 } from '../bytes/text.ts';
import { gunzip } from './gunzip.ts';
import { gzipMember, gzipStored } from './testing/gzip-writer.ts';
import {
  content,
  packed,
  refusedGzips,
  withFlags,
  withHeaderCrc,
  zeros,
  zerosDeflated,
} from './testing/refused-gzips.ts';

test('one member is inflated, deflated or stored', async () => {
  expect(await gunzip(packed)).toEqual(content);
  expect(await gunzip(gzipStored(content))).toEqual(content);
  expect(await gunzip(gzipStored(new Uint8Array(200_000)))).toEqual(new Uint8Array(200_000));
});

test.each(refusedGzips)('$what: refused as $code', async ({ code, archives }) => {
  for (const [at, file] of archives.entries()) {
    await expect(gunzip(file), `number ${at}`).rejects.toMatchObject({ code });
  }
});

test('extra field, name, comment and header CRC are skipped', async () => {
  const extra = new Uint8Array([3, 0, 1, 2, 3]);
  const text = toUtf8('x.tar\0');
  expect(await gunzip(withFlags(4 | 8 | 16, extra, text, text))).toEqual(content);
  expect(await gunzip(withHeaderCrc())).toEqual(content);
});

test('a file cut anywhere is refused', async () => {
  const small = gzipStored(toUtf8('content'));
  for (let length = 0; length < small.length; length++) {
    await expect(gunzip(small.subarray(0, length)), `${length}`).rejects.toThrow(CodedError);
  }
});

test('zero padding is skipped, as old versions of npm published it', async () => {
  for (const zeros of [1, 2, 3, 4, 7, 8, 9, 1158]) {
    expect(await gunzip(concatBytes(packed, new Uint8Array(zeros)))).toEqual(content);
  }
  const even = new Uint8Array(0x10000).fill(7);
  expect(await gunzip(concatBytes(gzipStored(even), new Uint8Array(5)))).toEqual(even);
});

test('a bomb is refused by whatever limit it exceeds, and only then', async () => {
  const bomb = gzipMember(zerosDeflated, zeros);
  const small = { maxEntries: 1, maxBytes: zeros.length - 1, maxRatio: 2000, ratioFloor: 0 };
  await expect(gunzip(bomb, small)).rejects.toMatchObject({ code: 'archive-too-large' });
  expect((await gunzip(bomb, { ...small, maxBytes: zeros.length })).length).toBe(zeros.length);
});
