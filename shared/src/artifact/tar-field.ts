import { CodedError } from '../errors.ts';

/**
 * A number of a tar header: octal digits, spaces allowed before, then only NUL or spaces (`0000644\0`); or base-256
 * (first byte 80, then big-endian), as GNU tar writes what octal cannot hold.
 */
export function tarNumber(field: Uint8Array): number {
  if (field[0] === 0x80) {
    if (!base256InRange(field)) throw malformed('a number is out of range');
    return field.subarray(1).reduce((value, byte) => value * 256 + byte, 0);
  }
  let at = 0;
  while (field[at] === 0x20) at++;
  const digits = at;
  let value = 0;
  for (; at < field.length && isOctal(field[at] as number); at++)
    value = value * 8 + (field[at] as number) - 0x30;
  if (at === digits) throw malformed('a number is missing');
  for (; at < field.length; at++) {
    if (field[at] !== 0 && field[at] !== 0x20) throw malformed('a number is not octal');
  }
  return value;
}

/**
 * Holds a number that we do not use (owner, times) to what npm's installer can read: it skips the header of an entry
 * where it cannot, and takes the entry's content for the next header.
 */
export function checkUnusedNumber(field: Uint8Array): void {
  const first = field[0] as number;
  if (first < 0x80) return;
  if (!base256InRange(field)) throw malformed('a number is out of range');
}

/** Base-256 of less than 48 bits, of either sign. */
function base256InRange(field: Uint8Array): boolean {
  const [sign] = field;
  if (sign !== 0x80 && sign !== 0xff) return false;
  const fill = sign === 0xff ? 0xff : 0;
  return field.subarray(1, -6).every((byte) => byte === fill);
}

function isOctal(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x37;
}

/** The bytes before the first NUL; after it there may only be more of them, since tools differ on the rest. */
export function tarText(field: Uint8Array): Uint8Array {
  const end = field.indexOf(0);
  if (end < 0) return field;
  if (!allZero(field, end, field.length)) throw malformed('a name goes on after its NUL');
  return field.subarray(0, end);
}

export function allZero(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0) return false;
  return true;
}

export function malformed(what: string): CodedError {
  return new CodedError('tar-malformed', `malformed tar header: ${what}`);
}
