import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { crc32 } from './browser-crc32.ts';
import { hashEach } from './browser-hash.ts';
import type { Platform } from './platform.ts';
import { inflateRaw } from './browser-inflate.ts';

export const platform: Platform = {
  sha256: (data) => sha256(data),
  sha512: (data) => sha512(data),
  hashEach,
  toBase64(bytes) {
    let binary = '';
    for (let at = 0; at < bytes.length; at += 8192) {
      binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
    }
    return btoa(binary);
  },
  fromBase64(text) {
    try {
      return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    } catch {
      return null;
    }
  },
  verifyEd25519(publicKey, message, signature) {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    if (!ed25519.verify(signature, message, publicKey, { zip215: false })) return false;
    // noble 2.4.0 checks 8·S·B = 8·R + 8·k·A. With A torsion-free, this is the equation without the cofactor exactly
    // where R is torsion-free too.
    return ed25519.Point.fromBytes(signature.subarray(0, 32), false).isTorsionFree();
  },
  signEd25519: (seed, message) => ed25519.sign(message, seed),
  ed25519PublicKey: (seed) => ed25519.getPublicKey(seed),
  crc32,
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  inflateRaw,
};
