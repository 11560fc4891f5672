import { closeSync, openSync, readSync } from 'node:fs';
import { CodedError, type ErrorCode } from '@countersign/shared/errors.ts';

/** The first `limit` bytes of a file, or of a pipe such as /dev/stdin. Throws `unreadable`, which quotes nothing of them. */
export function readUpTo(path: string, limit: number, unreadable: ErrorCode): Uint8Array {
  const buffer = new Uint8Array(limit);
  let length = 0;
  try {
    const file = openSync(path, 'r');
    try {
      // A pipe may give its content in pieces.
      for (let read = -1; read !== 0 && length < limit; length += read) {
        read = readSync(file, buffer, length, limit - length, null);
      }
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw new CodedError(unreadable, `cannot read ${path}`, { path }, { cause });
  }
  return buffer.subarray(0, length);
}
