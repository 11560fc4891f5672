import { fingerprint } from '@countersign/shared/signer/signer.ts';
import type { KeyInfo } from '../keys/keystore.ts';

/** A key of one's own: `alice (7x2k-m0qd-9fhw-c3ta)`. */
export function signerLine({ name, signer }: KeyInfo): string {
  return `${name} (${fingerprint(signer)})`;
}
