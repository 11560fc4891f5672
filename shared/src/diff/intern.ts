import { LineScanner } from './line-scan.ts';
import { lineFeed, type Lines, linesOf } from './lines.ts';
import { sameBytes } from './same-bytes.ts';
import { SymbolTable } from './symbol-table.ts';
import { Uint32List } from './uint32-list.ts';
import { isUtf8 } from './utf8-line.ts';

/** Two texts as lines and as integers: two lines have one symbol exactly when their bytes are equal. */
export interface InternedTexts {
  readonly base: Lines;
  readonly target: Lines;
  readonly baseSymbols: Uint32Array;
  readonly targetSymbols: Uint32Array;
  /** Symbols are 0 up to this. */
  readonly symbolCount: number;
  /** Some line of either side holds a NUL or is not UTF-8. */
  readonly binary: boolean;
}

/** How far after the expected line of the base a line of the target is looked for before it counts as moved. */
const resyncWindow = 8;

export function internTexts(baseBytes: Uint8Array, targetBytes: Uint8Array): InternedTexts {
  const scanner = new LineScanner();
  const table = new SymbolTable(viewOf(baseBytes), viewOf(targetBytes));
  const base = internBase(baseBytes, scanner, table);
  const target = internTarget(targetBytes, base, scanner, table);
  return {
    base: base.lines,
    target: target.lines,
    baseSymbols: base.symbols,
    targetSymbols: target.symbols,
    symbolCount: table.size,
    binary: base.binary || target.binary,
  };
}

interface InternedText {
  readonly lines: Lines;
  readonly symbols: Uint32Array;
  readonly binary: boolean;
}

function internBase(bytes: Uint8Array, scanner: LineScanner, table: SymbolTable): InternedText {
  const view = viewOf(bytes);
  const starts = new Uint32List();
  const symbols = new Uint32List();
  let binary = false;
  for (let at = 0; at < bytes.length; at = scanner.end) {
    scanner.scan(view, at);
    binary ||= isBinaryLine(scanner, bytes, at);
    symbols.push(table.internBase(scanner.hash, starts.length, at, scanner.end));
    starts.push(at);
  }
  return { lines: linesOf(bytes, starts), symbols: symbols.toArray(), binary };
}

/** Most lines of a target follow in the order of the base: comparing with the expected line spares the hash. */
function internTarget(
  bytes: Uint8Array,
  base: InternedText,
  scanner: LineScanner,
  table: SymbolTable,
): InternedText {
  const view = viewOf(bytes);
  const baseView = viewOf(base.lines.bytes);
  const baseStarts = base.lines.starts;
  const starts = new Uint32List();
  const symbols = new Uint32List();
  let binary = false;
  let expected = 0;
  for (let at = 0; at < bytes.length;) {
    starts.push(at);
    if (expected < base.lines.count) {
      const start = baseStarts[expected] as number;
      const end = baseStarts[expected + 1] as number;
      if (startsWithLine(view, at, baseView, start, end)) {
        symbols.push(base.symbols[expected++] as number);
        at += end - start;
        continue;
      }
    }
    scanner.scan(view, at);
    binary ||= isBinaryLine(scanner, bytes, at);
    const symbol = table.internTarget(scanner.hash, at, scanner.end);
    symbols.push(symbol);
    at = scanner.end;
    expected = nextExpected(symbol, expected, base.symbols, table);
  }
  return { lines: linesOf(bytes, starts), symbols: symbols.toArray(), binary };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function isBinaryLine(scanner: LineScanner, bytes: Uint8Array, start: number): boolean {
  return scanner.hasNul || (scanner.hasHigh && !isUtf8(bytes, start, scanner.end));
}

/** True when the line of `view` that starts at `at` is `base[start, end)`, which is a whole line. */
function startsWithLine(view: DataView, at: number, base: DataView, start: number, end: number): boolean {
  const length = end - start;
  if (at + length > view.byteLength || !sameBytes(view, at, base, start, length)) return false;
  return base.getUint8(end - 1) === lineFeed || at + length === view.byteLength;
}

function nextExpected(
  symbol: number,
  expected: number,
  baseSymbols: Uint32Array,
  table: SymbolTable,
): number {
  const last = Math.min(expected + resyncWindow, baseSymbols.length);
  for (let line = expected; line < last; line++) if (baseSymbols[line] === symbol) return line + 1;
  const only = table.onlyBaseLine(symbol);
  return only < 0 ? expected : only + 1;
}
