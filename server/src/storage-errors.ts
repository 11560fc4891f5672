import { CodedError } from '@countersign/shared/errors.ts';

const ofDisk = /^(?:ENOSPC|EDQUOT|EFBIG|EROFS|EIO|SQLITE_FULL|SQLITE_READONLY|SQLITE_IOERR)(?:_|$)/;

/** `storage-failed` when the disk is what failed: an operator has to see to it, and nobody has to look for a bug. */
export function storageError(error: unknown): CodedError | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!ofDisk.test(code)) return null;
  return new CodedError(
    'storage-failed',
    `the disk of this node is full or fails (${code})`,
    {},
    { cause: error },
  );
}
