import { ed25519 } from '@noble/curves/ed25519.js';
import { fromHex, toHex } from '../bytes/hex.ts';

// Little-endian, as RFC 8032 section 5.1.2 encodes: p = 2^255 - 19, and the order L of the base point.
const fieldPrime = fromHex('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 32);
const groupOrder = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010', 32);
const identityY = '0100000000000000000000000000000000000000000000000000000000000000';
const minusOneY = 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f';

/**
 * True when the 32 bytes are the only encoding of a point that has this y and sign: y < p, and no sign where x = 0
 * (RFC 8032 section 5.1.3, steps 1 and 4). Whether such a point is on the curve it does not say.
 */
export function isCanonicalPoint(bytes: Uint8Array): boolean {
  if (bytes.length !== 32) return false;
  const y = Uint8Array.from(bytes);
  const sign = (bytes[31] as number) & 0x80;
  y[31] = (bytes[31] as number) & 0x7f;
  if (!isBelow(y, fieldPrime)) return false;
  if (sign === 0) return true;
  const hex = toHex(y);
  return hex !== identityY && hex !== minusOneY;
}

/** True for the canonical encoding of the identity: as R it means a nonce of zero, which no honest signer draws. */
export function isIdentityPoint(bytes: Uint8Array): boolean {
  return toHex(bytes) === identityY;
}

/** True when the 32 bytes are a scalar S < L (RFC 8032 section 5.1.7, step 1). */
export function isReducedScalar(bytes: Uint8Array): boolean {
  return bytes.length === 32 && isBelow(bytes, groupOrder);
}

const known = new Map<string, boolean>();
const knownKept = 4096;

/**
 * True when the 32 bytes are the canonical encoding of a point other than the identity in the subgroup of order L. A
 * key of small or mixed order lets one signature verify in one library and not in another, or for many messages.
 *
 * The answer is kept for the last 4,096 keys, because it costs as much as verifying ten signatures.
 */
export function isSoundPublicKey(bytes: Uint8Array): boolean {
  if (!isCanonicalPoint(bytes)) return false;
  const name = toHex(bytes);
  const before = known.get(name);
  if (before !== undefined) return before;
  const sound = isInPrimeSubgroup(bytes);
  if (known.size >= knownKept) known.delete(known.keys().next().value as string);
  known.set(name, sound);
  return sound;
}

function isInPrimeSubgroup(bytes: Uint8Array): boolean {
  try {
    const point = ed25519.Point.fromBytes(bytes, false);
    return !point.is0() && point.isTorsionFree();
  } catch {
    return false;
  }
}

function isBelow(bytes: Uint8Array, bound: Uint8Array): boolean {
  for (let i = 31; i >= 0; i--) {
    if (bytes[i] !== bound[i]) return (bytes[i] as number) < (bound[i] as number);
  }
  return false;
}
