import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { fromBase64, toBase64 } from '@countersign/shared/bytes/base64.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { logKey } from '@countersign/shared/log/checkpoint.ts';
import { witnessKey } from '@countersign/shared/log/cosignature.ts';
import { formatVkey, type NoteKey } from '@countersign/shared/log/vkey.ts';
import { makeFolder, writeFiles } from './files.ts';
import type { IdentityStore, Role } from './store/store.ts';

/** A node's secret keys: one for each log, one to witness with. */
export type NodeKeys = Readonly<Record<Role, NoteKey>>;

const roles: readonly Role[] = ['reviews', 'trust', 'witness'];

/**
 * The keys in `<dataDir>/keys`, made when the folder is new. A folder whose logs were signed by other keys, or that lost
 * one, is refused with `data-folder-corrupt`: nothing may go on signing a log under another name. Throws
 * `node-key-malformed`, and `node-key-exposed` when others on this machine can read a key.
 */
export async function loadKeys(dataDir: string, scratch: string, store: IdentityStore): Promise<NodeKeys> {
  const folder = join(dataDir, 'keys');
  await makeFolder(folder, 0o700);
  const keys: Partial<Record<Role, NoteKey>> = {};
  for (const role of roles) keys[role] = await loadKey(role, join(folder, role), scratch, store);
  return keys as NodeKeys;
}

async function loadKey(role: Role, path: string, scratch: string, store: IdentityStore): Promise<NoteKey> {
  const known = await store.identity(role);
  let seed = await readSeed(path);
  if (seed === null) {
    if (known !== null) throw lost(role, `${path} is gone`);
    seed = new Uint8Array(randomBytes(32));
    await writeFiles([{ path, bytes: new TextEncoder().encode(`${toBase64(seed)}\n`) }], scratch, 0o600);
  }
  const key = role === 'witness' ? witnessKey(seed) : logKey(role, seed);
  const vkey = formatVkey(key.vkey);
  if (known === null) await store.setIdentity(role, vkey);
  else if (known !== vkey) throw lost(role, `${path} is another key than this folder began with`);
  return key;
}

/** A key file is the base64 of an RFC 8032 seed and a line feed. */
async function readSeed(path: string): Promise<Uint8Array | null> {
  let file;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const { mode } = await file.stat();
    if ((mode & 0o077) !== 0) {
      throw new CodedError('node-key-exposed', `others can read ${path}: chmod 600 it, or make a new node`, {
        path,
      });
    }
    const text = await file.readFile('utf8');
    const seed = text.endsWith('\n') ? fromBase64(text.slice(0, -1)) : new Uint8Array(0);
    if (seed.length !== 32) throw malformed(path);
    return seed;
  } catch (error) {
    if (isCoded(error, 'base64-malformed')) throw malformed(path);
    throw error;
  } finally {
    await file.close();
  }
}

function malformed(path: string): CodedError {
  return new CodedError('node-key-malformed', `${path} is no key of a node: restore it from a backup`, {
    path,
  });
}

function lost(role: Role, what: string): CodedError {
  return new CodedError('data-folder-corrupt', `the ${role} key: ${what}; restore it from a backup`, {
    role,
  });
}
