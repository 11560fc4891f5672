import { isUtf8 } from 'node:buffer';
import { invisible, printableAscii } from '@countersign/shared/text/invisible.ts';
import { span, visible, type Span } from '../terminal.ts';

const tabWidth = 8;
/** A line with more of them than this share is no text: only what reads as such is shown. */
const mostUnreadable = 0.3;
/** So many equal characters are spelled out one by one. */
const longestRun = 16;
const splitter = new RegExp(`(\\t|(?:${invisible.source})+)`, 'gu');

type Part = string | Span;

/**
 * A line of a package for the terminal, every byte of it accounted for. What would not show is spelled out (`\u{200b}`,
 * `\x{ff}`) and marked, so that it cannot be taken for the same text in the source; a tab is an arrow and blanks.
 */
export function sourceLine(bytes: Uint8Array): Part[] {
  if (isUtf8(bytes)) return textParts(decode(bytes));
  const pieces = splitUtf8(bytes);
  const unreadable = pieces.reduce((sum, piece) => sum + (typeof piece === 'string' ? 0 : piece.length), 0);
  if (unreadable > bytes.length * mostUnreadable) return summarise(pieces);
  return pieces.flatMap((piece) =>
    typeof piece === 'string' ? textParts(piece) : [span('hidden', spelled(piece))],
  );
}

function textParts(text: string): Part[] {
  if (printableAscii.test(text)) return [text];
  const parts: Part[] = [];
  let column = 0;
  for (const piece of text.split(splitter)) {
    if (piece === '\t') {
      const width = tabWidth - (column % tabWidth);
      parts.push(span('quiet', `→${' '.repeat(width - 1)}`));
      column += width;
    } else if (piece !== '') {
      const shown = spelledText(piece);
      parts.push(shown === piece ? piece : span('hidden', shown));
      column += shown.length;
    }
  }
  return parts;
}

/** A long run of one character is counted: a megabyte of zeros takes one line. */
function spelledText(piece: string): string {
  const first = visible(piece[0] as string);
  const long =
    piece.length > longestRun && first !== piece[0] && piece === (piece[0] as string).repeat(piece.length);
  return long ? `${first} ×${piece.length}` : visible(piece);
}

/** Runs of bytes that are no text are counted, not spelled. */
function summarise(pieces: readonly (string | Uint8Array)[]): Part[] {
  const parts: Part[] = [];
  let skipped = 0;
  const flush = (): void => {
    if (skipped > 0) parts.push(span('hidden', `<${skipped} bytes>`));
    skipped = 0;
  };
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      skipped += piece.length;
    } else if (piece.length < 4) {
      skipped += Buffer.byteLength(piece);
    } else {
      flush();
      parts.push(...textParts(piece));
    }
  }
  flush();
  return parts;
}

/** Turns into text what is UTF-8, and keeps the bytes between. */
function splitUtf8(bytes: Uint8Array): (string | Uint8Array)[] {
  const pieces: (string | Uint8Array)[] = [];
  let start = 0;
  let good = false;
  const push = (end: number): void => {
    const piece = bytes.subarray(start, end);
    if (piece.length > 0) pieces.push(good ? decode(piece) : piece);
    start = end;
  };
  for (let at = 0; at < bytes.length;) {
    const length = sequenceAt(bytes, at);
    if (length > 0 !== good) {
      push(at);
      good = length > 0;
    }
    at += Math.max(1, length);
  }
  push(bytes.length);
  return pieces;
}

/** How many bytes the character at this place takes; 0 when there is none. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const sequence = bytes.subarray(at, at + length);
  return sequence.length === length && isUtf8(sequence) ? length : 0;
}

function spelled(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => `\\x{${byte.toString(16).padStart(2, '0')}}`).join('');
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
