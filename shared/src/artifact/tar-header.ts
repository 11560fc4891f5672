import { concatBytes } from '../bytes/compare.ts';
import { allZero, checkUnusedNumber, malformed, tarNumber, tarText } from './tar-field.ts';

export const blockLength = 512;

export interface TarHeader {
  /** As the header has it: prefix and name joined. An extension before it may say otherwise. */
  readonly name: Uint8Array;
  readonly linkName: Uint8Array;
  /** One character; the NUL of old tars reads as `0`. */
  readonly typeflag: string;
  readonly size: number;
  /** The twelve permission bits. */
  readonly mode: number;
}

const slash = new Uint8Array([0x2f]);

/**
 * A tar header block (POSIX.1-2017 pax, "ustar Interchange Format"):
 *
 *     name(100) mode(8) uid(8) gid(8) size(12) mtime(12) chksum(8) typeflag linkname(100)
 *     magic(6) version(2) uname(32) gname(32) devmajor(8) devminor(8) prefix(155) zeros(12)
 *
 * Throws `tar-malformed` where it does not hold this, and where npm's installer, GNU tar and others read it apart.
 */
export function readTarHeader(block: Uint8Array): TarHeader {
  const typeflag = block[156] === 0 ? '0' : String.fromCharCode(block[156] as number);
  checkChecksum(block);
  const name = tarText(block.subarray(0, 100));
  if (name.length === 0) throw malformed('no name');
  for (const [from, to] of [
    [108, 116],
    [116, 124],
    [136, 148],
  ] as const)
    checkUnusedNumber(block.subarray(from, to));
  const prefix = readPrefix(block);
  return {
    name: prefix.length === 0 ? name : concatBytes(prefix, slash, name),
    linkName: tarText(block.subarray(157, 257)),
    typeflag,
    size: tarNumber(block.subarray(124, 136)),
    mode: tarNumber(block.subarray(100, 108)) & 0o7777,
  };
}

function checkChecksum(block: Uint8Array): void {
  let sum = 8 * 0x20;
  for (let at = 0; at < 148; at++) sum += block[at] as number;
  for (let at = 156; at < blockLength; at++) sum += block[at] as number;
  if (tarNumber(block.subarray(148, 156)) !== sum) throw malformed('the checksum does not match');
}

/** Only POSIX headers have a prefix; where others use its place, tools differ on whether it is one. */
function readPrefix(block: Uint8Array): Uint8Array {
  const magic = String.fromCharCode(...block.subarray(257, 265));
  if (magic !== 'ustar\u000000') {
    const known = magic === 'ustar  \0' || magic === 'ustar\0\0\0' || magic === '\0'.repeat(8);
    if (!known || !allZero(block, 345, blockLength)) throw malformed('neither POSIX nor GNU');
    return block.subarray(0, 0);
  }
  checkUnusedNumber(block.subarray(329, 337));
  checkUnusedNumber(block.subarray(337, 345));
  // npm's own tar may keep times in the last 24 bytes of a prefix that ends by byte 130.
  if (block[475] !== 0) return tarText(block.subarray(345, 500));
  checkUnusedNumber(block.subarray(476, 488));
  checkUnusedNumber(block.subarray(488, 500));
  return tarText(block.subarray(345, 475));
}
