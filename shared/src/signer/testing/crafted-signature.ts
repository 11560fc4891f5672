import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '../../bytes/compare.ts';
import { fromHex, toHex } from '../../bytes/hex.ts';

/** Ed25519 signatures as no honest signer makes them, from known scalars and any points. */

const { Point } = ed25519;
export const order = Point.Fn.ORDER;
const torsionGenerator = Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
export const torsion = Array.from({ length: 8 }, (_, i) => torsionGenerator.multiplyUnsafe(BigInt(i)));
export const identityEncodings = [
  '01'.padEnd(64, '0'),
  `${'01'.padEnd(62, '0')}80`,
  `ee${'f'.repeat(60)}7f`,
  `ee${'f'.repeat(62)}`,
];

export interface Signed {
  publicKey: Uint8Array;
  message: Uint8Array;
  signature: Uint8Array;
}

export function littleEndian(value: bigint): Uint8Array {
  return fromHex(value.toString(16).padStart(64, '0'), 32).toReversed();
}

export function fromLittleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(bytes.toReversed())}`);
}

export function challenge(r: Uint8Array, publicKey: Uint8Array, message: Uint8Array): bigint {
  return fromLittleEndian(sha512(concatBytes(r, publicKey, message))) % order;
}

/** Signs with scalar `a` so that S·B = r·B + k·a·B; what is added to the key or to R is the test's business. */
export function craft(
  a: bigint,
  r: bigint,
  publicKey: Uint8Array,
  encodedR: Uint8Array,
  message: Uint8Array,
): Signed {
  const s = (r + challenge(encodedR, publicKey, message) * a) % order;
  return { publicKey, message, signature: concatBytes(encodedR, littleEndian(s)) };
}

export function timesBase(scalar: bigint): InstanceType<typeof Point> {
  return scalar === 0n ? Point.ZERO : Point.BASE.multiplyUnsafe(scalar);
}
