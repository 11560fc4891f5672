import { closeSync, existsSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isRecord } from '@countersign/shared/bytes/json.ts';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import type { Lockfile, LockProblem, LockProblemCode } from './lockfile.ts';
import { readNpmLockfile } from './npm.ts';

/** In the order in which npm prefers them. */
const names = ['npm-shrinkwrap.json', 'package-lock.json'] as const;
/** Bytes. */
const maxSize = 64 * 1024 * 1024;
const maxManifestSize = 4 * 1024 * 1024;

/** Where a lockfile of another time comes from, as a revision of git. */
export interface LockfileSource {
  readonly bytes: Uint8Array;
  /** The package.json in a folder, given from the lockfile's folder; null: there is none. */
  manifest(folder: string): Uint8Array | null;
}

/**
 * The lockfile that npm would use in `cwd`: there, or in the nearest folder above, up to the top of the repository. In a
 * workspace npm goes by the lockfile of the project above alone, so one above that has workspaces is taken too: a lockfile
 * in `cwd` might be a decoy. Throws `lockfile-not-found`, with `advice` at its end.
 */
export function findLockfiles(cwd: string, advice = ''): string[] {
  const found: string[] = [];
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const lockfile = lockfileOf(folder);
    if (lockfile !== null && (found.length === 0 || hasWorkspaces(lockfile))) found.push(lockfile);
    if (dirname(folder) === folder || existsSync(join(folder, '.git'))) break;
  }
  if (found.length > 0) return found;
  const message = `no ${names.join(' or ')} in ${JSON.stringify(cwd)} or above; npm install writes one`;
  throw new CodedError('lockfile-not-found', message + advice);
}

/** Whether the package.json beside a lockfile says so, or cannot be read. */
function hasWorkspaces(lockfile: string): boolean {
  const text = readManifest(onDisk(lockfile), '');
  if (text === null) return false;
  try {
    const manifest: unknown = JSON.parse(text);
    return !isRecord(manifest) || Boolean(manifest.workspaces);
  } catch {
    return true;
  }
}

/**
 * Reads a lockfile and the package.json files that it is for, from disk or from `source`. Throws `lockfile-not-found` and
 * what readNpmLockfile throws, with the path in front.
 */
export function loadLockfile(path: string, source: LockfileSource = onDisk(path)): Lockfile {
  const folder = dirname(resolve(path));
  const lockfile = named(path, () =>
    readNpmLockfile({
      path,
      text: decode(source.bytes),
      manifests: (inner) => readManifest(source, inner),
      folder: relative(topOf(folder), folder).split(sep).join('/'),
    }),
  );
  const beside = besideOf(resolve(path));
  return beside === null ? lockfile : { ...lockfile, problems: [beside, ...lockfile.problems] };
}

/** The lockfile in a folder that npm would use, or null. */
export function lockfileOf(folder: string): string | null {
  // npm takes an empty file for none.
  return names.map((name) => join(folder, name)).find((path) => sizeOf(path) > 0) ?? null;
}

/** npm reads one of two lockfiles in a folder, without a word. */
function besideOf(path: string): LockProblem | null {
  const name = basename(path);
  const used = lockfileOf(dirname(path));
  if (name === names[1] && used !== null && used !== path) {
    return problem('lockfile-shadowed', `npm reads ${names[0]} beside it, not this file; remove one of them`);
  }
  if (name === names[0] && used === path && existsSync(join(dirname(path), names[1]))) {
    return problem('lockfile-shadows', `npm reads this file, not ${names[1]} beside it; remove one of them`);
  }
  return null;
}

function problem(code: LockProblemCode, message: string): LockProblem {
  return { code, key: null, line: 1, message };
}

/** The top of the repository, which `file:` dependencies may not leave; outside of one the lockfile's own folder. */
function topOf(folder: string): string {
  for (let above = folder; ; above = dirname(above)) {
    if (existsSync(join(above, '.git'))) return above;
    if (dirname(above) === above) return folder;
  }
}

function onDisk(path: string): LockfileSource {
  return {
    get bytes() {
      return readBytes(path, maxSize);
    },
    manifest(folder) {
      try {
        return readBytes(resolve(dirname(path), folder, 'package.json'), maxManifestSize);
      } catch (error) {
        // One that is there but cannot be read is bytes that are no manifest, so that it is reported.
        return isMissing(error) ? null : new Uint8Array();
      }
    },
  };
}

function readBytes(path: string, max: number): Uint8Array {
  // Before it is opened: a pipe would make that wait for whoever writes into it.
  const kind = statSync(path);
  if (kind.isFIFO() || kind.isCharacterDevice())
    throw new CodedError('lockfile-unreadable', 'it is no plain file, and may have no end');
  const file = openSync(path, 'r');
  try {
    if (fstatSync(file).size > max)
      throw new CodedError('lockfile-too-large', `larger than ${max / 1024 / 1024} MiB`);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function readManifest(source: LockfileSource, folder: string): string | null {
  const bytes = source.manifest(folder);
  if (bytes === null) return null;
  try {
    return fromUtf8(bytes);
  } catch {
    return '';
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch (cause) {
    throw new CodedError('lockfile-unreadable', 'it is not UTF-8', {}, { cause });
  }
}

/** Puts the path in front of what went wrong. */
function named<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof CodedError)
      throw new CodedError(error.code, `${path}: ${error.message}`, error.details, { cause: error });
    if (isMissing(error))
      throw new CodedError('lockfile-not-found', `${path} is not there`, {}, { cause: error });
    if (isSystem(error))
      throw new CodedError('lockfile-unreadable', `${path}: ${error.code}`, {}, { cause: error });
    throw error;
  }
}

function isSystem(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}

function isMissing(error: unknown): boolean {
  return isSystem(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** Bytes; -1 when there is nothing. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? -1;
}
