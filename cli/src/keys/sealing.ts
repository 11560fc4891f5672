import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { CodedError } from '@countersign/shared/errors.ts';

/** The one way of version 1. Its parameters are fixed, so that no file can ask for weak or endless work. */
export const sealingCipher = 'scrypt-n17-r8-p1-aes-256-gcm';

/** A seed under a passphrase. */
export interface SealedSeed {
  /** 16 random bytes for scrypt (RFC 7914), N = 2^17, r = 8, p = 1, which gives the 32-byte key. */
  readonly salt: Uint8Array;
  /** 12 random bytes for AES-256-GCM (NIST SP 800-38D). */
  readonly nonce: Uint8Array;
  /** 32 bytes of ciphertext, then the 16-byte tag. */
  readonly sealed: Uint8Array;
}

export async function sealSeed(seed: Uint8Array, passphrase: string): Promise<SealedSeed> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await stretch(passphrase, salt), nonce);
  const sealed = Buffer.concat([cipher.update(seed), cipher.final(), cipher.getAuthTag()]);
  return { salt, nonce, sealed };
}

/** The seed; throws `passphrase-wrong`, which a changed file cannot be told from. */
export async function openSeed(secret: SealedSeed, passphrase: string): Promise<Uint8Array> {
  const key = await stretch(passphrase, secret.salt);
  const decipher = createDecipheriv('aes-256-gcm', key, secret.nonce, { authTagLength: 16 });
  decipher.setAuthTag(secret.sealed.subarray(32));
  const seed = decipher.update(secret.sealed.subarray(0, 32));
  try {
    decipher.final();
  } catch {
    throw new CodedError('passphrase-wrong', 'wrong passphrase, or the key file was changed');
  }
  return seed;
}

/** In Unicode normal form C: keyboards of one person's two machines may compose the same letter differently. */
function stretch(passphrase: string, salt: Uint8Array): Promise<Buffer> {
  const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 160 * 2 ** 20 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 32, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
