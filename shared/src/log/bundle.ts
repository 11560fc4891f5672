import { CodedError } from '../errors.ts';
import { tileWidth } from './tile.ts';

/** What a 16-bit length can say. Our own entries are smaller. */
const maxEntryBytes = 65_535;

/**
 * An entry bundle (C2SP tlog-tiles, "Log entries"): each entry behind its length as a big-endian 16-bit number. Throws
 * `bundle-malformed` unless there are 1 to 256 of them, `bundle-entry-too-large` over 65,535 bytes.
 *
 *     00 05 'h' 'e' 'l' 'l' 'o' 00 00 00 01 '!'
 */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  demandCount(entries.length);
  for (const entry of entries) {
    if (entry.length > maxEntryBytes) {
      throw new CodedError('bundle-entry-too-large', `a log entry has at most ${maxEntryBytes} bytes`);
    }
  }
  const bytes = new Uint8Array(entries.reduce((length, entry) => length + 2 + entry.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const entry of entries) {
    view.setUint16(at, entry.length);
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
}

/** The entries of a bundle of exactly `count`, as views into `bytes`; throws `bundle-malformed`. */
export function decodeBundle(bytes: Uint8Array, count: number): Uint8Array[] {
  demandCount(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: Uint8Array[] = [];
  let at = 0;
  while (entries.length < count) {
    const start = at + 2;
    if (start > bytes.length) throw new CodedError('bundle-malformed', 'the bundle ends too early');
    at = start + view.getUint16(at);
    entries.push(bytes.subarray(start, at));
  }
  if (at !== bytes.length)
    throw new CodedError('bundle-malformed', 'the bundle does not end with its last entry');
  return entries;
}

function demandCount(count: number): void {
  if (!Number.isInteger(count) || count < 1 || count > tileWidth) {
    throw new CodedError('bundle-malformed', `a bundle holds 1 to ${tileWidth} entries`);
  }
}
