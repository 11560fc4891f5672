import { platform } from '#platform';
import { isCanonicalPoint, isIdentityPoint, isReducedScalar, isSoundPublicKey } from './public-key.ts';

/**
 * What is checked before any library sees a signature: S < L, R in canonical form and not the identity, a key in the
 * prime-order subgroup. Libraries differ exactly here (OpenSSL 3.0 takes an identity R and 3.5.8 does not; noble
 * multiplies by the cofactor, for which see platform/browser.ts): what they differ about is refused.
 */
export function isUndisputed(publicKey: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  const encodedR = signature.subarray(0, 32);
  return (
    isReducedScalar(signature.subarray(32)) &&
    isCanonicalPoint(encodedR) &&
    !isIdentityPoint(encodedR) &&
    isSoundPublicKey(publicKey)
  );
}

/**
 * Ed25519 of RFC 8032 section 5.1.7 without the cofactor: S·B = R + k·A, a 32-byte key and 64 bytes R‖S. Accepts the
 * same signatures in Node and browser. Since A is torsion-free, so is the only R that can satisfy the equation.
 */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return isUndisputed(publicKey, signature) && platform.verifyEd25519(publicKey, message, signature);
}
