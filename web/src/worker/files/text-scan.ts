/** What one pass over a file's bytes tells. */
export interface TextScan {
  readonly hasNul: boolean;
  /** A byte of 0x80 or above. */
  readonly hasHigh: boolean;
  /** A control character other than tab, LF, and CR before LF. */
  readonly hasControl: boolean;
}

/** Bytes that one call takes; engines optimise a long loop at its next call. */
const slice = 64 * 1024;

export function scanText(bytes: Uint8Array): TextScan {
  let found = 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length && (found & 1) === 0; at += slice) {
    found |= scanSlice(view, at, Math.min(at + slice, bytes.length));
  }
  const hasControl = (found & 4) !== 0 || ((found & 8) !== 0 && hasLoneCr(bytes));
  return { hasNul: (found & 1) !== 0, hasHigh: (found & 2) !== 0, hasControl };
}

function scanSlice(view: DataView, start: number, end: number): number {
  let found = 0;
  let high = 0;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = view.getInt32(at, true);
    high |= word;
    // Marks every byte below 0x20, and 0x7f; the marks above a first one may be wrong, so each byte is then looked at.
    const low = (word - 0x20202020) & ~word;
    const deleted = word ^ 0x7f7f7f7f;
    if (((low | ((deleted - 0x01010101) & ~deleted)) & 0x80808080) !== 0) {
      found |=
        kindOf(word & 0xff) |
        kindOf((word >>> 8) & 0xff) |
        kindOf((word >>> 16) & 0xff) |
        kindOf(word >>> 24);
    }
  }
  for (; at < end; at++) {
    const byte = view.getUint8(at);
    high |= byte;
    found |= kindOf(byte);
  }
  return found | ((high & 0x80808080) === 0 ? 0 : 2);
}

function hasLoneCr(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x0d); at >= 0; at = bytes.indexOf(0x0d, at + 1)) {
    if (bytes[at + 1] !== 0x0a) return true;
  }
  return false;
}

function kindOf(byte: number): number {
  if (byte === 0) return 1;
  if (byte === 0x7f) return 4;
  if (byte === 0x0d) return 8;
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a ? 4 : 0;
}
