import type { SideText } from '../worker/reading.ts';

/** A byte order mark is kept: it is a character that does not show. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const lineFeed = 0x0a;

/** Texts of the lines that were asked for lately, so that a scroll does not decode them again. */
const kept = new WeakMap<SideText, Map<number, string>>();
/** Lines kept of one side, and units of a line that is worth keeping or not. */
const keptLines = 4096;
const shortLine = 16_384;

export function lineCount(side: SideText): number {
  return Math.max(0, side.starts.length - 1);
}

/**
 * The text of a line, from 0, without its LF; a CR stays. Bytes that are no UTF-8 become U+FFFD as WHATWG's decoder
 * does it, so every UTF-16 offset that worker and page exchange refers to this string. Empty for a line that is none.
 */
export function lineText(side: SideText, line: number): string {
  let lines = kept.get(side);
  if (lines === undefined) kept.set(side, (lines = new Map()));
  const known = lines.get(line);
  if (known !== undefined) return known;
  const text = decoder.decode(lineBytes(side, line));
  if (lines.size >= keptLines) lines.clear();
  if (text.length > shortLine) forgetLong(lines);
  lines.set(line, text);
  return text;
}

/** The first `units` of lineText, one fewer where that would cut a surrogate pair. Decodes no more than it must. */
export function lineStart(side: SideText, line: number, units: number): string {
  const bytes = lineBytes(side, line);
  // No unit takes more than three bytes; four more keep a sequence that is cut here out of what is returned.
  if (bytes.length <= units) return lineText(side, line);
  return cutAt(decoder.decode(bytes.subarray(0, units * 3 + 4)), units);
}

/** Bytes of a line without its LF. */
export function lineBytes(side: SideText, line: number): Uint8Array {
  const start = side.starts[line];
  const next = side.starts[line + 1];
  if (start === undefined || next === undefined) return new Uint8Array(0);
  const end = next > start && side.bytes[next - 1] === lineFeed ? next - 1 : next;
  return side.bytes.subarray(start, end);
}

function cutAt(text: string, units: number): string {
  if (text.length <= units) return text;
  const last = text.charCodeAt(units - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? units - 1 : units);
}

/** Of very long lines only the latest is kept. */
function forgetLong(lines: Map<number, string>): void {
  for (const [line, text] of lines) if (text.length > shortLine) lines.delete(line);
}
