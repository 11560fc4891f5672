import { sameBytes } from './same-bytes.ts';

const empty = -1;
const manyLines = -1;

/** Gives equal lines one integer, counted from 0 in the order of their first sight. Open addressing. */
export class SymbolTable {
  size = 0;
  private readonly base: DataView;
  private readonly target: DataView;
  private slots = new Int32Array(1024).fill(empty);
  private hashes = new Int32Array(512);
  private starts = new Uint32Array(512);
  private ends = new Uint32Array(512);
  /** The only line of the base with this symbol, or -1. */
  private onlyLines = new Int32Array(512);
  /** Symbols below this were first seen in the base. */
  private baseSize = 0;

  constructor(base: DataView, target: DataView) {
    this.base = base;
    this.target = target;
  }

  /** The symbol of a line of the base; all of them come before those of the target. */
  internBase(hash: number, line: number, start: number, end: number): number {
    const known = this.find(hash, this.base, start, end);
    if (known >= 0) {
      this.onlyLines[known] = manyLines;
      return known;
    }
    this.baseSize = this.size + 1;
    return this.add(hash, line, start, end);
  }

  internTarget(hash: number, start: number, end: number): number {
    const known = this.find(hash, this.target, start, end);
    return known >= 0 ? known : this.add(hash, manyLines, start, end);
  }

  /** The line of the base with this symbol when there is exactly one, else -1. */
  onlyBaseLine(symbol: number): number {
    return this.onlyLines[symbol] as number;
  }

  private find(hash: number, view: DataView, start: number, end: number): number {
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const symbol = this.slots[slot] as number;
      if (symbol === empty) return -1;
      if (this.hashes[symbol] !== hash) continue;
      const from = this.starts[symbol] as number;
      if ((this.ends[symbol] as number) - from !== end - start) continue;
      const owner = symbol < this.baseSize ? this.base : this.target;
      if (sameBytes(owner, from, view, start, end - start)) return symbol;
    }
  }

  private add(hash: number, line: number, start: number, end: number): number {
    if (this.size === this.hashes.length) this.grow();
    const symbol = this.size++;
    this.hashes[symbol] = hash;
    this.starts[symbol] = start;
    this.ends[symbol] = end;
    this.onlyLines[symbol] = line;
    this.place(symbol);
    return symbol;
  }

  private place(symbol: number): void {
    const mask = this.slots.length - 1;
    let slot = (this.hashes[symbol] as number) & mask;
    while (this.slots[slot] !== empty) slot = (slot + 1) & mask;
    this.slots[slot] = symbol;
  }

  private grow(): void {
    const room = this.size * 2;
    const hashes = new Int32Array(room);
    hashes.set(this.hashes);
    this.hashes = hashes;
    const onlyLines = new Int32Array(room);
    onlyLines.set(this.onlyLines);
    this.onlyLines = onlyLines;
    const starts = new Uint32Array(room);
    starts.set(this.starts);
    this.starts = starts;
    const ends = new Uint32Array(room);
    ends.set(this.ends);
    this.ends = ends;
    this.slots = new Int32Array(room * 2).fill(empty);
    for (let symbol = 0; symbol < this.size; symbol++) this.place(symbol);
  }
}
