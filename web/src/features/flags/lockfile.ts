import { fromBase64 } from '@countersign/shared/bytes/base64.ts';
import { toHex } from '@countersign/shared/bytes/hex.ts';
import { isRecord } from '@countersign/shared/bytes/json.ts';
import { CodedError } from '@countersign/shared/errors.ts';

/** A release that a package-lock.json names. It is read for a first look; the gate reads lockfiles strictly. */
export interface LockedRelease {
  readonly name: string;
  readonly version: string;
  /** What it pins, in hex; null where it pins none of the kind. */
  readonly sha512: string | null;
}

/** Bytes. */
export const longestLockfile = 64 * 1024 * 1024;
const mostEntries = 100_000;

/**
 * Every release in a package-lock.json or npm-shrinkwrap.json of versions 1 to 3, each once. Throws
 * `lockfile-unreadable` or `lockfile-too-large`.
 */
export function readLockfile(text: string): LockedRelease[] {
  const root = parse(text);
  const found = new Map<string, LockedRelease>();
  const entries = isRecord(root.packages) ? packageEntries(root.packages) : legacyEntries(root.dependencies);
  let count = 0;
  for (const { name, entry } of entries) {
    if (++count > mostEntries) throw lockfileTooLarge();
    if (typeof entry.version !== 'string' || entry.link === true) continue;
    const release = { name, version: entry.version, sha512: sha512Of(entry.integrity) };
    found.set(`${release.name}@${release.version} ${release.sha512}`, release);
  }
  return [...found.values()];
}

function parse(text: string): Record<string, unknown> {
  if (text.length > longestLockfile) throw lockfileTooLarge();
  let root: unknown;
  try {
    root = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw unreadable(cause);
  }
  if (!isRecord(root) || !(isRecord(root.packages) || isRecord(root.dependencies) || isEmpty(root))) {
    throw unreadable();
  }
  return root;
}

function isEmpty(root: Record<string, unknown>): boolean {
  return typeof root.lockfileVersion === 'number' && root.packages === undefined;
}

interface Named {
  readonly name: string;
  readonly entry: Record<string, unknown>;
}

function* packageEntries(packages: Record<string, unknown>): Generator<Named> {
  for (const [key, entry] of Object.entries(packages)) {
    const folder = key.lastIndexOf('node_modules/');
    if (folder < 0 || !isRecord(entry)) continue;
    const name = typeof entry.name === 'string' ? entry.name : key.slice(folder + 'node_modules/'.length);
    yield { name, entry };
  }
}

function* legacyEntries(dependencies: unknown): Generator<Named> {
  const open = [dependencies];
  while (open.length > 0) {
    const next = open.pop();
    if (!isRecord(next)) continue;
    for (const [name, entry] of Object.entries(next)) {
      if (!isRecord(entry)) continue;
      const alias = typeof entry.version === 'string' ? /^npm:(.+)@([^@]+)$/.exec(entry.version) : null;
      yield alias ? { name: alias[1] as string, entry: { ...entry, version: alias[2] } } : { name, entry };
      if (entry.dependencies !== undefined) open.push(entry.dependencies);
    }
  }
}

function sha512Of(integrity: unknown): string | null {
  if (typeof integrity !== 'string') return null;
  const base64 = /(?:^|\s)sha512-([A-Za-z0-9+/]{86}==)(?:\s|$)/.exec(integrity)?.[1];
  if (base64 === undefined) return null;
  try {
    return toHex(fromBase64(base64));
  } catch {
    return null;
  }
}

function unreadable(cause?: unknown): CodedError {
  return new CodedError('lockfile-unreadable', 'that file is no package-lock.json', {}, { cause });
}

export function lockfileTooLarge(): CodedError {
  return new CodedError('lockfile-too-large', 'that file is larger than any lockfile that is read here');
}
