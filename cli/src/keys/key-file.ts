import { fromBase64Url, toBase64Url } from '@countersign/shared/bytes/base64.ts';
import { isRecord } from '@countersign/shared/bytes/json.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { parseSigner, signerFromSeed, type SignerId } from '@countersign/shared/signer/signer.ts';
import { sealingCipher, type SealedSeed } from './sealing.ts';

/** The secret half: the seed itself, or the seed under a passphrase. */
type Secret = { readonly plain: Uint8Array } | SealedSeed;

/**
 * A reviewer's key on disk, bytes in base64url:
 *
 *     {
 *       "version": 1,
 *       "kind": "countersign-key",
 *       "name": "alice",
 *       "signer": "ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
 *       "secret": {
 *         "cipher": "scrypt-n17-r8-p1-aes-256-gcm",
 *         "salt": "...",
 *         "nonce": "...",
 *         "sealed": "..."
 *       }
 *     }
 *
 * or, unprotected, `"secret": { "plain": "..." }` with the 32-byte seed of RFC 8032.
 */
export interface KeyFile {
  readonly name: string;
  readonly signer: SignerId;
  readonly secret: Secret;
}

export const longestKeyFile = 4096;
const version = 1;
const namePattern = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** `name` if it may name a key; throws `key-name-malformed`. Lower case only: some file systems fold it. */
export function checkKeyName(name: string): string {
  if (!namePattern.test(name)) {
    throw new CodedError(
      'key-name-malformed',
      'a key name is 1 to 64 of a-z, 0-9, - and _, and begins with a letter or digit',
      { name },
    );
  }
  return name;
}

export function printKeyFile({ name, signer, secret }: KeyFile): string {
  const written =
    'plain' in secret
      ? { plain: toBase64Url(secret.plain) }
      : {
          cipher: sealingCipher,
          salt: toBase64Url(secret.salt),
          nonce: toBase64Url(secret.nonce),
          sealed: toBase64Url(secret.sealed),
        };
  return `${JSON.stringify({ version, kind: 'countersign-key', name, signer, secret: written }, null, 2)}\n`;
}

/**
 * The key file that `text` is, to the byte but for white space at its end. Throws `key-file-newer`, `key-file-malformed`,
 * or `key-signer-mismatch` when an unprotected seed is not the signer's; none of them quotes the secret.
 */
export function parseKeyFile(text: string): KeyFile {
  const value = parseRecord(text);
  if (value['kind'] !== 'countersign-key') malformed('it is no key file');
  if (typeof value['version'] === 'number' && value['version'] > version) {
    throw new CodedError('key-file-newer', 'a newer version wrote this key file; update countersign', {
      version: value['version'],
    });
  }
  const file: KeyFile = {
    name: read(() => checkKeyName(field(value, 'name')), 'name'),
    signer: read(() => parseSigner(field(value, 'signer')), 'signer'),
    secret: read(() => parseSecret(value['secret']), 'secret'),
  };
  if (printKeyFile(file) !== `${text.trimEnd()}\n`)
    malformed('it is not in the form that countersign writes');
  if ('plain' in file.secret) checkSeed(file, file.secret.plain);
  return file;
}

/** Throws `key-signer-mismatch` unless `seed` is the secret half of the file's signer. */
export function checkSeed(file: KeyFile, seed: Uint8Array): void {
  const { id } = signerFromSeed(seed);
  if (id === file.signer) return;
  throw new CodedError(
    'key-signer-mismatch',
    'the key file names a signer that its secret does not belong to',
    {
      name: file.name,
      named: file.signer,
      actual: id,
    },
  );
}

function parseSecret(value: unknown): Secret {
  if (!isRecord(value)) return malformed('secret is no object');
  if ('plain' in value) return { plain: bytes(value, 'plain', 32) };
  if (value['cipher'] !== sealingCipher) malformed(`cipher is ${sealingCipher}`);
  return {
    salt: bytes(value, 'salt', 16),
    nonce: bytes(value, 'nonce', 12),
    sealed: bytes(value, 'sealed', 48),
  };
}

function parseRecord(text: string): Record<string, unknown> {
  if (text.length > longestKeyFile) malformed(`it is longer than ${longestKeyFile} bytes`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // No cause: the error of JSON.parse quotes the text.
    return malformed('it is not JSON');
  }
  return isRecord(value) ? value : malformed('it is no object');
}

function bytes(value: Record<string, unknown>, name: string, length: number): Uint8Array {
  const decoded = fromBase64Url(field(value, name));
  return decoded.length === length ? decoded : malformed(`${name} has ${length} bytes`);
}

function field(value: Record<string, unknown>, name: string): string {
  const text = value[name];
  return typeof text === 'string' ? text : malformed(`${name} is no string`);
}

function read<T>(parse: () => T, name: string): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof CodedError) || error.code === 'key-file-malformed') throw error;
    return malformed(`bad ${name}: ${error.message}`);
  }
}

function malformed(reason: string): never {
  throw new CodedError('key-file-malformed', `not a usable key file: ${reason}`);
}
