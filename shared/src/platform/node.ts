import {
  createPrivateKey,
  createPublicKey,
  hash,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Platform } from './platform.ts';
import { inflateRaw } from './node-inflate.ts';

// The fixed DER prefixes of RFC 8410 for a raw Ed25519 key.
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

// A reviewer's key verifies thousands of statements: importing it each time would cost as much as verifying.
const publicKeys = new Map<string, KeyObject>();
const publicKeysKept = 4096;

function importPublicKey(raw: Uint8Array): KeyObject {
  const name = Buffer.from(raw).toString('latin1');
  let key = publicKeys.get(name);
  if (!key) {
    key = createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' });
    if (publicKeys.size >= publicKeysKept) publicKeys.clear();
    publicKeys.set(name, key);
  }
  return key;
}

function importSeed(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
}

export const platform: Platform = {
  sha256: (data) => hash('sha256', data, 'buffer'),
  sha512: (data) => hash('sha512', data, 'buffer'),
  hashEach: async (algorithm, inputs) => inputs.map((data) => hash(algorithm, data, 'buffer')),
  toBase64: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  fromBase64: (text) => Buffer.from(text, 'base64'),
  verifyEd25519(publicKey, message, signature) {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    return verify(null, message, importPublicKey(publicKey), signature);
  },
  signEd25519: (seed, message) => sign(null, message, importSeed(seed)),
  ed25519PublicKey(seed) {
    const spki = createPublicKey(importSeed(seed)).export({ format: 'der', type: 'spki' });
    return new Uint8Array(spki.subarray(spkiPrefix.length));
  },
  crc32: (data) => crc32(data),
  randomBytes: (length) => randomBytes(length),
  inflateRaw,
};
