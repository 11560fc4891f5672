import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits, base64url: 43 characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** In a time that tells nothing of either, their lengths included. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'));
}
