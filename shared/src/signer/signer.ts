import { platform } from '#platform';
import { fromBase64Url, toBase64Url } from '../bytes/base64.ts';
import { toUtf8 } from '../bytes/text.ts';
import { CodedError } from '../errors.ts';
import { verifyEd25519 } from './ed25519.ts';
import { isCanonicalPoint, isSoundPublicKey } from './public-key.ts';
import { verifySshSig, type SshKey } from './sshsig.ts';

declare const kind: unique symbol;

/**
 * A public key that signs, in its only spelling; base64url without padding (RFC 4648 section 5):
 *
 *     ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo          the 32 bytes of the key (RFC 8032)
 *     sk-ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURpzc2g6  the key, then its application string (`ssh:`)
 */
export type SignerId = string & { readonly [kind]: 'signer' };

/** How a signature was made: over the message itself, or as an OpenSSH signature (sshsig.ts). */
export type SignatureForm = 'raw' | 'sshsig';

/** A key that can sign. Its seed cannot be read from it. */
export interface SigningKey {
  readonly id: SignerId;
  readonly form: 'raw';
  /** 64 bytes, R‖S. */
  sign(message: Uint8Array): Uint8Array;
}

// What ssh-keygen makes (`-O application=`), and short enough for a statement.
const applicationPattern = /^ssh:[\x21-\x7e]{0,124}$/;
const longestSigner = 256;

/**
 * The signer that `text` spells; throws `signer-malformed` on any other spelling. A key of small or mixed order is
 * spelled well: hasSoundKey finds it, and no signature of it ever verifies.
 */
export function parseSigner(text: string): SignerId {
  decodeSigner(text);
  return text as SignerId;
}

/** False for a key that no signature can verify with: not a point of the curve, or of small or mixed order. */
export function hasSoundKey(signer: SignerId): boolean {
  return isSoundPublicKey(decodeSigner(signer).publicKey);
}

/**
 * True when `signature` is the signer's for `message`: 64 bytes R‖S for `raw`, the binary OpenSSH signature without
 * armor for `sshsig`. A security key signs as `sshsig` only. Bad signatures never throw.
 */
export function verifySignature(
  signer: SignerId,
  form: SignatureForm,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const key = decodeSigner(signer);
  switch (form) {
    case 'raw':
      return key.application === undefined && verifyEd25519(key.publicKey, message, signature);
    case 'sshsig':
      return verifySshSig(key, message, signature);
    default:
      return false;
  }
}

/** The signer of a raw 32-byte Ed25519 public key, as a log's `checkpoint` entries name the log's key. */
export function signerOfKey(publicKey: Uint8Array): SignerId {
  return parseSigner(`ed25519:${toBase64Url(publicKey)}`);
}

/** The key of a 32-byte RFC 8032 seed; throws `seed-malformed` on another length. */
export function signerFromSeed(seed: Uint8Array): SigningKey {
  if (seed.length !== 32) throw new CodedError('seed-malformed', 'an Ed25519 seed has 32 bytes');
  const own = Uint8Array.from(seed);
  const id = signerOfKey(platform.ed25519PublicKey(own));
  return { id, form: 'raw', sign: (message) => platform.signEd25519(own, message) };
}

// Crockford's alphabet: no i, l, o or u to mistake.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * `7x2k-m0qd-9fhw-c3ta`: the first 80 bits of the SHA-256 of the signer's text, five to a character. For people to
 * tell signers apart; programs compare the signer itself.
 */
export function fingerprint(signer: SignerId): string {
  const digest = platform.sha256(toUtf8(signer));
  let bits = 0n;
  for (const byte of digest.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let at = 15; at >= 0; at--) {
    text += alphabet[Number((bits >> BigInt(at * 5)) & 31n)] as string;
    if (at % 4 === 0 && at > 0) text += '-';
  }
  return text;
}

function decodeSigner(text: string): SshKey {
  const [scheme, encoded, ...rest] = text.length > longestSigner ? [] : text.split(':');
  if (encoded === undefined || rest.length > 0) refuse();
  const bytes = decodeKey(encoded);
  const publicKey = bytes.subarray(0, 32);
  if (!isCanonicalPoint(publicKey)) refuse();
  if (scheme === 'ed25519' && bytes.length === 32) return { publicKey };
  const application = bytes.subarray(32);
  if (scheme === 'sk-ed25519' && applicationPattern.test(latin1(application)))
    return { publicKey, application };
  return refuse();
}

function decodeKey(encoded: string): Uint8Array {
  try {
    return fromBase64Url(encoded);
  } catch {
    return refuse();
  }
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function refuse(): never {
  throw new CodedError(
    'signer-malformed',
    'a signer is ed25519:<base64url key> or sk-ed25519:<base64url of key and application>',
  );
}
