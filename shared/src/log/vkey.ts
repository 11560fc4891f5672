import { platform } from '#platform';
import { fromBase64, toBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/compare.ts';
import { toHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/text.ts';
import { CodedError, isCoded } from '../errors.ts';
import { isSoundPublicKey } from '../signer/public-key.ts';

/** C2SP signed-note, "Signature types": 1 is Ed25519 over the note, 4 an Ed25519 cosignature with a time. */
export type SignatureType = 1 | 4;

/** A key that verifies notes. */
export interface Vkey {
  readonly name: string;
  readonly type: SignatureType;
  /** 32 bytes, Ed25519. */
  readonly publicKey: Uint8Array;
  /** keyId() of the three: tells keys of one name apart, and is no fingerprint. */
  readonly id: string;
}

/** A key that signs notes: a log's (type 1) or a witness's (type 4). */
export interface NoteKey {
  readonly vkey: Vkey;
  /** 32 bytes, secret. */
  readonly seed: Uint8Array;
}

const maxNameLength = 255;

/** Not empty, no Unicode space, no plus; and no control character, which no note may hold. */
export function isKeyName(name: string): boolean {
  return name.length <= maxNameLength && name.isWellFormed() && /^[^\p{White_Space}\p{Cc}+]+$/u.test(name);
}

/** 8 lower-case hex digits: SHA-256(name ‖ 0A ‖ type ‖ public key)[:4] (C2SP signed-note, "Signatures"). */
export function keyId(name: string, type: SignatureType, publicKey: Uint8Array): string {
  const input = concatBytes(toUtf8(`${name}\n`), Uint8Array.of(type), publicKey);
  return toHex(platform.sha256(input).subarray(0, 4));
}

/** Throws `vkey-malformed` on a name that no note can carry, and a key that libraries would disagree about. */
export function vkeyOf(name: string, type: SignatureType, publicKey: Uint8Array): Vkey {
  if (!isKeyName(name)) throw new CodedError('vkey-malformed', 'no name for a key');
  if (!isSoundPublicKey(publicKey)) throw new CodedError('vkey-malformed', 'no sound Ed25519 public key');
  return { name, type, publicKey, id: keyId(name, type, publicKey) };
}

/** The key that `seed` (32 bytes) makes; throws `vkey-malformed`. */
export function noteKey(name: string, type: SignatureType, seed: Uint8Array): NoteKey {
  if (seed.length !== 32) throw new CodedError('vkey-malformed', 'an Ed25519 seed is 32 bytes long');
  return { vkey: vkeyOf(name, type, platform.ed25519PublicKey(seed)), seed };
}

/**
 * The key as text, the way it is pinned in a policy:
 *
 *     PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW
 */
export function formatVkey({ name, type, publicKey, id }: Vkey): string {
  return `${name}+${id}+${toBase64(concatBytes(Uint8Array.of(type), publicKey))}`;
}

/** Strict inverse of formatVkey, for types 1 and 4; throws `vkey-malformed`. */
export function parseVkey(text: string): Vkey {
  // Neither name nor id holds a plus; the base64 may.
  const [, name, id, base64] = /^([^+]{1,255})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text) ?? [];
  if (name === undefined || id === undefined || base64 === undefined) {
    throw new CodedError('vkey-malformed', 'expected name+id+base64');
  }
  const key = decoded(base64);
  const type = key[0];
  if (type !== 1 && type !== 4) {
    throw new CodedError('vkey-malformed', 'expected an Ed25519 (1) or cosignature (4) key');
  }
  const vkey = vkeyOf(name, type, new Uint8Array(key.subarray(1)));
  if (vkey.id !== id) throw new CodedError('vkey-malformed', 'the id is not that of this name and key');
  return vkey;
}

function decoded(base64: string): Uint8Array {
  try {
    return fromBase64(base64);
  } catch (cause) {
    if (!isCoded(cause)) throw cause;
    throw new CodedError('vkey-malformed', 'the key is not base64', {}, { cause });
  }
}
