import { Uint32List } from '@countersign/shared/diff/uint32-list.ts';

/** Where minified code may be broken into lines, and where its short names stand. */
export interface CodeBreaks {
  /** Offsets at which a line feed is added, ascending. */
  readonly breaks: Uint32Array;
  /** Start and end of each name of up to three letters that is no property and no keyword, ascending. */
  readonly shortNames: Uint32Array;
}

const code = (character: string) => character.charCodeAt(0);
const [lineFeed, carriageReturn, slash, star, backslash, dot, dollar] = [
  10,
  13,
  ...['/', '*', '\\', '.', '$'].map(code),
] as [number, number, number, number, number, number, number];
const [openBrace, closeBrace, openBracket, closeBracket, backtick] = ['{', '}', '[', ']', '`'].map(code) as [
  number,
  number,
  number,
  number,
  number,
];
/** After these a slash divides, or is taken to. */
const endsOperand = new Set(Array.from(')]}', code));
const noBreakBefore = new Set(Array.from(',;)', code));
const keywords = new Set([
  'if',
  'in',
  'do',
  'of',
  'for',
  'let',
  'new',
  'try',
  'var',
  'get',
  'set',
  'NaN',
  'as',
  'is',
]);
const beforeRegex = new Set([
  'return',
  'typeof',
  'case',
  'in',
  'of',
  'delete',
  'void',
  'throw',
  'else',
  'do',
  'new',
]);
const shortName = 3;
/** Bytes of a regular expression, and of a comment to the end of its line: whoever minifies leaves no longer ones. */
const regexMax = 1000;
const lineCommentMax = 4000;

/**
 * Looks for `;`, `{`, `}` and `,` outside of strings, templates, comments and regular expressions, as well as that can
 * be told without a grammar; JSON and CSS are read as if they were JavaScript. Takes time linear in the bytes.
 */
export function findBreaks(bytes: Uint8Array): CodeBreaks {
  const scanner = new CodeScanner(bytes);
  scanner.scan();
  return { breaks: scanner.breaks.toArray(), shortNames: scanner.shortNames.toArray() };
}

class CodeScanner {
  readonly breaks = new Uint32List();
  readonly shortNames = new Uint32List();
  private readonly bytes: Uint8Array;
  private at = 0;
  private depth = 0;
  /** Depths of braces at which a template goes on. */
  private readonly templates: number[] = [];
  /** The last thing but blanks and comments: a byte, or 0 for a name or number that ends an operand. */
  private last = code(';');
  private nextFeed = -1;
  private openComment = false;
  /** What may still be read in vain for a regular expression. */
  private vain: number;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.vain = bytes.length * 2;
  }

  scan(): void {
    const { bytes } = this;
    while (this.at < bytes.length) {
      const byte = bytes[this.at] as number;
      if (byte <= 0x20) this.at++;
      else if (isNamePart(byte)) this.readWord();
      else if (byte === 0x22 || byte === 0x27) this.readString(byte);
      else if (byte === backtick) this.readTemplate(this.at + 1);
      else if (byte === slash) this.readSlash();
      else this.readMark(byte);
    }
  }

  private readWord(): void {
    const { bytes } = this;
    const start = this.at;
    const afterDot = this.last === dot;
    while (this.at < bytes.length && isNamePart(bytes[this.at] as number)) this.at++;
    const length = this.at - start;
    this.last = 0;
    if (afterDot || length > 6 || isDigit(bytes[start] as number)) return;
    const word = String.fromCharCode(...bytes.subarray(start, this.at));
    if (beforeRegex.has(word)) this.last = code(';');
    if (length > shortName || keywords.has(word)) return;
    this.shortNames.push(start);
    this.shortNames.push(this.at);
  }

  /** A string ends with its line, closed or not. */
  private readString(quote: number): void {
    const { bytes } = this;
    let at = this.at + 1;
    while (at < bytes.length && bytes[at] !== quote && bytes[at] !== lineFeed)
      at += bytes[at] === backslash ? 2 : 1;
    this.at = bytes[at] === quote ? at + 1 : Math.min(at, bytes.length);
    this.last = 0;
  }

  private readTemplate(from: number): void {
    const { bytes } = this;
    let at = from;
    for (; at < bytes.length && bytes[at] !== backtick; at++) {
      if (bytes[at] === backslash) at++;
      else if (bytes[at] === dollar && bytes[at + 1] === openBrace) {
        this.templates.push(this.depth++);
        this.at = at + 2;
        this.last = openBrace;
        return;
      }
    }
    this.at = at + 1;
    this.last = 0;
  }

  private readSlash(): void {
    const next = this.bytes[this.at + 1];
    if (next === star && this.skipComment()) return;
    if (next === slash && this.last !== code(':') && this.skipLineComment()) return;
    const end = this.last === 0 || endsOperand.has(this.last) ? -1 : this.endOfRegex();
    this.last = end < 0 ? slash : 0;
    this.at = end < 0 ? this.at + 1 : end;
  }

  private skipComment(): boolean {
    const { bytes } = this;
    if (this.openComment) return false;
    let at = bytes.indexOf(slash, this.at + 3);
    while (at >= 0 && bytes[at - 1] !== star) at = bytes.indexOf(slash, at + 1);
    this.openComment = at < 0;
    if (at >= 0) this.at = at + 1;
    return at >= 0;
  }

  private skipLineComment(): boolean {
    if (this.nextFeed < this.at) {
      const feed = this.bytes.indexOf(lineFeed, this.at);
      this.nextFeed = feed < 0 ? this.bytes.length : feed;
    }
    if (this.nextFeed - this.at > lineCommentMax) return false;
    this.at = this.nextFeed;
    return true;
  }

  private endOfRegex(): number {
    const { bytes } = this;
    const most = Math.min(bytes.length, this.at + regexMax);
    let inClass = false;
    let at = this.at + 1;
    for (; at < most && this.vain > 0; at++) {
      const byte = bytes[at];
      if (byte === lineFeed) break;
      if (byte === backslash) at++;
      else if (byte === openBracket) inClass = true;
      else if (byte === closeBracket) inClass = false;
      else if (byte === slash && !inClass) return at + 1;
    }
    this.vain -= at - this.at;
    return -1;
  }

  private readMark(byte: number): void {
    this.at++;
    this.last = byte;
    if (byte === openBrace) this.depth++;
    else if (byte === closeBrace) {
      this.depth--;
      if (this.templates.at(-1) === this.depth) {
        this.templates.pop();
        this.readTemplate(this.at);
        return;
      }
    }
    if (byte === openBrace || byte === closeBrace || byte === 0x3b || byte === 0x2c) this.mayBreak(byte);
  }

  private mayBreak(byte: number): void {
    const { bytes, at } = this;
    const next = bytes[at];
    if (next === undefined || next === lineFeed) return;
    if (next === carriageReturn && bytes[at + 1] === lineFeed) return;
    if (byte === openBrace ? next === closeBrace : byte === closeBrace && noBreakBefore.has(next)) return;
    this.breaks.push(at);
  }
}

function isNamePart(byte: number): boolean {
  const lower = byte | 0x20;
  return (
    (lower >= 0x61 && lower <= 0x7a) || isDigit(byte) || byte === dollar || byte === 0x5f || byte >= 0x80
  );
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
