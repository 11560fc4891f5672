import { Uint32List } from './uint32-list.ts';

/**
 * Bytes seen as lines. A line ends with LF (0x0a), which belongs to it; only the last may lack one. A lone CR ends
 * nothing. No bytes are no lines.
 */
export interface Lines {
  readonly bytes: Uint8Array;
  /** Offset of each line, then the length of `bytes`: line i is `bytes[starts[i], starts[i + 1])`. */
  readonly starts: Uint32Array;
  readonly count: number;
}

export const lineFeed = 0x0a;

export function splitLines(bytes: Uint8Array): Lines {
  const starts = new Uint32List();
  for (let at = 0; at < bytes.length;) {
    starts.push(at);
    const end = bytes.indexOf(lineFeed, at);
    at = end < 0 ? bytes.length : end + 1;
  }
  return linesOf(bytes, starts);
}

/** `bytes` with the line starts that were found in them. */
export function linesOf(bytes: Uint8Array, starts: Uint32List): Lines {
  const count = starts.length;
  starts.push(bytes.length);
  return { bytes, starts: starts.toArray(), count };
}

/** The bytes of one line with its terminator; a view, not a copy. */
export function lineAt(lines: Lines, index: number): Uint8Array {
  return lines.bytes.subarray(lines.starts[index], lines.starts[index + 1]);
}

/** The bytes of the lines `start` up to `end`; a view, not a copy. */
export function lineRange(lines: Lines, start: number, end: number): Uint8Array {
  return lines.bytes.subarray(lines.starts[start], lines.starts[end]);
}
