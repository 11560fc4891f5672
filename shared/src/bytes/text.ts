import { CodedError } from '../errors.ts';

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function toUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Strict: throws `utf8-malformed` rather than put a replacement character; a byte order mark is kept. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return strictDecoder.decode(bytes);
  } catch (cause) {
    throw new CodedError('utf8-malformed', 'the bytes are not UTF-8', {}, { cause });
  }
}
