import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { fromHex, toHex } from '@countersign/shared/bytes/hex.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import type { Home } from '@countersign/shared/platform/node-home.ts';
import { makePrivateFolder, readPrivateFile, writeNewPrivateFile } from '../private-file.ts';

/**
 * Marks what this machine verified itself, so that a run need not verify it again. The key stays in the state folder: a
 * cache that came from elsewhere (a CI runner's restored cache, say) fails the check and is verified anew.
 */
export interface MachineKey {
  mac(...parts: string[]): Uint8Array;
  check(mac: Uint8Array, ...parts: string[]): boolean;
}

export function openMachineKey(home: Home): MachineKey {
  return machineKey(readOrCreate(home));
}

function readOrCreate(home: Home): Uint8Array {
  const path = join(home.state, 'machine.key');
  try {
    const text = readPrivateFile(path, 65);
    if (text !== null) return fromHex(text.trim(), 32);
    create(home, path);
    return fromHex((readPrivateFile(path, 65) ?? '').trim(), 32);
  } catch (error) {
    if (isCoded(error, 'key-store-unavailable'))
      throw new CodedError('cache-unusable', error.message, error.details, { cause: error });
    if (!isCoded(error, 'key-file-malformed', 'utf8-malformed', 'hex-malformed')) throw error;
    const message = `${path} is damaged; delete it, the cache is then checked anew`;
    throw new CodedError('cache-unusable', message, { path }, { cause: error });
  }
}

function create(home: Home, path: string): void {
  makePrivateFolder(home.state);
  try {
    writeNewPrivateFile(path, `${toHex(randomBytes(32))}\n`);
  } catch (error) {
    // Another run may have made it at the same moment.
    if (!isCoded(error, 'key-exists')) throw error;
  }
}

function machineKey(secret: Uint8Array): MachineKey {
  const mac = hmac(secret);
  return {
    mac: (...parts) => mac(listed(parts)),
    check(found, ...parts) {
      const wanted = mac(listed(parts));
      return found.length === wanted.length && timingSafeEqual(found, wanted);
    },
  };
}

/** Each part behind its length: no two lists of parts give the same text. */
function listed(parts: readonly string[]): string {
  return parts.map((part) => `${part.length}:${part}`).join('');
}

const blockBytes = 64;

/**
 * HMAC-SHA256 (RFC 2104) of texts, by two hashes at a stroke: a gate checks thousands, and createHmac takes three times as
 * long for each. The secret is no longer than a block.
 */
export function hmac(secret: Uint8Array): (text: string) => Buffer {
  const inner = Buffer.alloc(blockBytes, 0x36);
  const outer = Buffer.alloc(blockBytes, 0x5c);
  for (const [i, byte] of secret.entries()) {
    inner[i] = (inner[i] as number) ^ byte;
    outer[i] = (outer[i] as number) ^ byte;
  }
  const digest = (...parts: Buffer[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer');
  return (text) => digest(outer, digest(inner, Buffer.from(text)));
}
