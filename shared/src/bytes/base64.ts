import { platform } from '#platform';
import { CodedError } from '../errors.ts';

/** Standard padded base64 (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  return platform.toBase64(bytes);
}

/** The bytes of `text`; throws `base64-malformed` unless toBase64 gives exactly `text` back. */
export function fromBase64(text: string): Uint8Array {
  const bytes = platform.fromBase64(text);
  if (bytes === null || platform.toBase64(bytes) !== text) {
    throw new CodedError('base64-malformed', 'expected standard padded base64');
  }
  return bytes;
}

/** Base64url without padding (RFC 4648 section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The bytes of `text`; throws `base64-malformed` unless toBase64Url gives exactly `text` back. */
export function fromBase64Url(text: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new CodedError('base64-malformed', 'expected unpadded base64url');
  const padding = '='.repeat((4 - (text.length % 4)) % 4);
  return fromBase64(text.replaceAll('-', '+').replaceAll('_', '/') + padding);
}
