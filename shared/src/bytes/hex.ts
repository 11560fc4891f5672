import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { CodedError } from '../errors.ts';

/** Lower-case hex of `bytes`. */
export const toHex = bytesToHex;

/** The `length` bytes that `text` spells; throws `hex-malformed` on anything that toHex would not print. */
export function fromHex(text: string, length: number): Uint8Array {
  if (text.length !== length * 2 || !/^[0-9a-f]*$/.test(text)) {
    throw new CodedError('hex-malformed', `expected ${length * 2} lower-case hex digits`);
  }
  return hexToBytes(text);
}
