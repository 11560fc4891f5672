import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { CodedError } from '@countersign/shared/errors.ts';

/** Files that only their owner may read: mode 0600 in a folder of mode 0700. Whatever is looser is refused. */

const openToOthers = 0o077;

/**
 * The text of a file of at most `limit` bytes, null when there is none. Throws `key-permissions` when anybody else
 * could read or write it, `key-file-malformed` for a link, a device or a file too long.
 */
export function readPrivateFile(path: string, limit: number): string | null {
  return onDisk(path, () => {
    // A pipe put in the file's place must not hang the reader.
    const file = openIfThere(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if (file === null) return null;
    try {
      const found = fstatSync(file);
      if (!found.isFile()) throw new CodedError('key-file-malformed', 'not a plain file', { path });
      refuseLoose(path, found.mode, '600');
      const buffer = new Uint8Array(limit + 1);
      const length = readSync(file, buffer);
      if (length > limit) throw new CodedError('key-file-malformed', `longer than ${limit} bytes`, { path });
      return fromUtf8(buffer.subarray(0, length));
    } finally {
      closeSync(file);
    }
  });
}

/**
 * Writes a file that must not exist yet (`key-exists`), whole or not at all: synced under another name, then linked to
 * its own, which cannot replace a file.
 */
export function writeNewPrivateFile(path: string, text: string): void {
  writeBeside(path, text, (temporary) => {
    try {
      linkSync(temporary, path);
    } catch (error) {
      if (errno(error) === 'EEXIST')
        throw new CodedError('key-exists', 'there is a file of that name', { path });
      throw error;
    }
  });
}

/** Writes a file, in place of one of that name if there is one; whole or not at all. */
export function replacePrivateFile(path: string, text: string): void {
  writeBeside(path, text, (temporary) => renameSync(temporary, path));
}

function writeBeside(path: string, text: string, place: (temporary: string) => void): void {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomBytes(8).toString('hex')}`);
  onDisk(path, () => {
    try {
      const file = openSync(temporary, 'wx', 0o600);
      try {
        writeFileSync(file, text);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      place(temporary);
    } finally {
      rmSync(temporary, { force: true });
    }
    syncFolder(folder);
  });
}

/** True when the folder is there; throws `key-permissions` when it is open to others. */
export function checkPrivateFolder(path: string): boolean {
  return onDisk(path, () => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) return false;
    refuseLoose(path, found.mode, '700');
    return true;
  });
}

/** Makes the folder and what is missing above it, all 0700; throws `key-permissions` when it is there and looser. */
export function makePrivateFolder(path: string): void {
  onDisk(path, () => mkdirSync(path, { recursive: true, mode: 0o700 }));
  checkPrivateFolder(path);
}

function refuseLoose(path: string, mode: number, wanted: '600' | '700'): void {
  if ((mode & openToOthers) === 0) return;
  const fix = `chmod ${wanted} ${quoteForShell(path)}`;
  throw new CodedError('key-permissions', `others can reach ${path}; run: ${fix}`, { path, fix });
}

function quoteForShell(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

function openIfThere(path: string, flags: number): number | null {
  try {
    return openSync(path, flags);
  } catch (error) {
    if (errno(error) === 'ENOENT') return null;
    if (errno(error) === 'ELOOP') throw new CodedError('key-file-malformed', 'a symbolic link', { path });
    throw error;
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, constants.O_RDONLY);
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** What the system refuses (no space, no rights, no such device) is expected, and coded. */
export function onDisk<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const reason = errno(cause);
    if (reason === undefined || cause instanceof CodedError) throw cause;
    throw new CodedError('key-store-unavailable', `${reason} at ${path}`, { path, reason }, { cause });
  }
}

function errno(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return String(error.code);
}
