import { platform } from '#platform';
import { CodedError, isCoded } from '../errors.ts';
import { type ArchiveLimits, checkUnpackedSize, defaultArchiveLimits, withinLimits } from './limits.ts';

/** FLG bits of RFC 1952 section 2.3.1. */
const flags = { headerCrc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 };
const trailerLength = 8;

/**
 * The content, not empty, of a file that is exactly one gzip member (RFC 1952):
 *
 *     1f 8b 08 FLG MTIME(4) XFL OS  [extra] [name 00] [comment 00] [crc16]  DEFLATE  CRC32(4) ISIZE(4)  [00 …]
 *
 * Zero bytes may follow, as every reader skips them and old versions of npm published them (nopt 1.0.10). Throws
 * `gzip-malformed` for anything else, a second member included: tools differ on what follows a member. Throws
 * `archive-too-large` or `archive-ratio` by the stated size before it inflates, and never inflates past that size.
 */
export async function gunzip(
  file: Uint8Array,
  limits: ArchiveLimits = defaultArchiveLimits,
): Promise<Uint8Array> {
  const start = headerLength(file);
  const ends = possibleEnds(file).filter((end) => end > start + trailerLength && end <= file.length);
  if (ends[0] !== undefined) checkUnpackedSize(uint32Before(file, ends[0]), file.length, limits);
  for (const end of ends) {
    const content = await readMember(file, start, end, limits);
    if (content) return content;
  }
  throw malformed('broken, cut short or followed by something else');
}

/**
 * Where the member may end, the end of a file without padding first: ISIZE is not zero, so its last byte but zeros is
 * the last of the file. A stream ends in one place only, so no more than one of these reads as a member.
 */
function possibleEnds(file: Uint8Array): number[] {
  const zeroed = file.findLastIndex((byte) => byte !== 0) + 1;
  return [zeroed + 3, zeroed + 2, zeroed + 1, zeroed];
}

/** ISIZE of a member that ends here; CRC32 stands four bytes before. */
function uint32Before(file: Uint8Array, end: number): number {
  return new DataView(file.buffer, file.byteOffset + end - 4, 4).getUint32(0, true);
}

/** Undefined when no DEFLATE stream of the stated length ends where the trailer before `end` begins. */
async function readMember(file: Uint8Array, start: number, end: number, limits: ArchiveLimits) {
  const stop = end - trailerLength;
  const length = uint32Before(file, end);
  if (!withinLimits(length, file.length, limits)) return undefined;
  let content: Uint8Array;
  try {
    content = await platform.inflateRaw(file.subarray(start, stop), length);
  } catch (error) {
    if (isCoded(error, 'gzip-malformed')) return undefined;
    throw error;
  }
  if (platform.crc32(content) !== uint32Before(file, end - 4)) throw malformed('CRC-32 does not match');
  return content;
}

function headerLength(file: Uint8Array): number {
  const flag = file[3];
  if (file[0] !== 0x1f || file[1] !== 0x8b || file[2] !== 8 || flag === undefined)
    throw malformed('no gzip header');
  if (flag & flags.reserved) throw malformed('a reserved flag is set');
  let at = 10;
  if (flag & flags.extra) at += 2 + (file[at] ?? 0) + (file[at + 1] ?? 0) * 256;
  if (flag & flags.name) at = afterZero(file, at);
  if (flag & flags.comment) at = afterZero(file, at);
  if (flag & flags.headerCrc) {
    if (at + 2 > file.length) throw malformed('the header is cut short');
    const stated = (file[at] as number) + (file[at + 1] as number) * 256;
    if ((platform.crc32(file.subarray(0, at)) & 0xffff) !== stated)
      throw malformed('the CRC of the header does not match');
    at += 2;
  }
  return at;
}

function afterZero(file: Uint8Array, from: number): number {
  const zero = file.indexOf(0, from);
  if (zero < 0) throw malformed('the header is cut short');
  return zero + 1;
}

function malformed(what: string): CodedError {
  return new CodedError('gzip-malformed', `not exactly one gzip member: ${what}`);
}
