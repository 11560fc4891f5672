import { platform } from '#platform';
import { concatBytes } from '../../bytes/compare.ts';
import { toUtf8 } from '../../bytes/text.ts';
import { deflateRaw, gzipMember, gzipStored } from './gzip-writer.ts';
import type { Refused } from './refused.ts';

/** What `packed` holds. */
export const content = toUtf8('hello, world\n'.repeat(1000));
export const packed = gzipMember(await deflateRaw(content), content);

/** `packed` with these flags, and with what they announce behind the header. */
export function withFlags(flags: number, ...extra: readonly Uint8Array[]): Uint8Array {
  const header = packed.slice(0, 10);
  header[3] = flags;
  return concatBytes(header, ...extra, packed.subarray(10));
}

/** `packed` with a header CRC (FLG bit 1) that is right, or wrong by `difference`. */
export function withHeaderCrc(difference = 0): Uint8Array {
  const header = packed.slice(0, 10);
  header[3] = 2;
  const crc = platform.crc32(header) ^ difference;
  return withFlags(2, new Uint8Array([crc & 0xff, (crc >> 8) & 0xff]));
}

function zerosAfterHeader(length: number): Uint8Array {
  const file = new Uint8Array(length);
  file.set([0x1f, 0x8b, 8]);
  return file;
}

function withByteChanged(at: number): Uint8Array {
  const altered = packed.slice();
  altered[at] = (altered[at] as number) ^ 1;
  return altered;
}

function withStrayByte(byte: number): Uint8Array {
  return concatBytes(packed, new Uint8Array([byte]));
}

const empty = gzipStored(new Uint8Array(0));
const trailer = packed.subarray(-8);
const untrailed = packed.subarray(0, -8);

/** 20 MB of zeros, as a stream of 20 kB. */
export const zeros = new Uint8Array(20 * 1024 * 1024);
export const zerosDeflated = await deflateRaw(zeros);

const malformed = (what: string, ...archives: Uint8Array[]): Refused => ({
  what,
  code: 'gzip-malformed',
  archives,
});

/** Files that are not exactly one gzip member, or that cost too much. */
export const refusedGzips: readonly Refused[] = [
  malformed(
    'a header that is none, ends early or uses reserved flags',
    content,
    new Uint8Array(0),
    withFlags(0x20),
    withFlags(4, new Uint8Array([0xff, 0xff])),
    new Uint8Array([0x1f, 0x8b, 8, 8, 1, 1, 1, 1, 1, 1, 65, 65]),
    new Uint8Array([0x1f, 0x8b, 8, 2, 1, 1, 1, 1, 1, 1]),
  ),
  malformed('a wrong CRC of the header', withHeaderCrc(0x100), withHeaderCrc(0xffff)),
  malformed('nothing but a header and zeros', ...[10, 11, 18, 19, 30, 5000].map(zerosAfterHeader)),
  malformed('a second member, empty or not', ...[packed, empty].map((more) => concatBytes(packed, more))),
  malformed('a member after an empty one', concatBytes(empty, packed)),
  malformed('a member after zero padding', concatBytes(packed, new Uint8Array(9), packed)),
  // With it, the last four bytes of the file say that it unpacks to 16 MB, and to more than 512.
  { what: 'a byte after the member', code: 'archive-ratio', archives: [withStrayByte(1)] },
  {
    what: 'a larger byte after the member',
    code: 'archive-too-large',
    archives: [51, 101, 255].map(withStrayByte),
  },
  malformed(
    'a byte between stream and trailer',
    ...[1, 51, 101, 255].map((byte) => concatBytes(untrailed, new Uint8Array([byte]), trailer)),
  ),
  malformed('a second trailer that matches the first', concatBytes(packed, toUtf8('hidden'), trailer)),
  malformed(
    'a wrong CRC, a wrong length and an altered stream',
    ...[10, 20, packed.length - 8, packed.length - 5, packed.length - 4].map(withByteChanged),
  ),
  {
    what: 'a bomb that says its size',
    code: 'archive-ratio',
    archives: [gzipMember(zerosDeflated, zeros)],
  },
  malformed('a bomb that hides its size', gzipMember(zerosDeflated, zeros.subarray(0, 1000))),
];
