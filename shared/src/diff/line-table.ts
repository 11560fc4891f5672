import { sameBytes } from './same-bytes.ts';

const empty = -1;

/** Gives equal lines of any number of texts one integer, from 0 in the order of their first sight. Open addressing. */
export class LineTable {
  size = 0;
  private slots = new Int32Array(2048).fill(empty);
  private hashes = new Int32Array(1024);
  private starts = new Uint32Array(1024);
  private ends = new Uint32Array(1024);
  private readonly owners: DataView[] = [];

  /** The symbol of the line that is `[start, end)` of `view` and has this hash. */
  intern(hash: number, view: DataView, start: number, end: number): number {
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const symbol = this.slots[slot] as number;
      if (symbol === empty) return this.add(hash, view, start, end);
      if (this.hashes[symbol] === hash && this.holds(symbol, view, start, end)) return symbol;
    }
  }

  private holds(symbol: number, view: DataView, start: number, end: number): boolean {
    const from = this.starts[symbol] as number;
    if ((this.ends[symbol] as number) - from !== end - start) return false;
    return sameBytes(this.owners[symbol] as DataView, from, view, start, end - start);
  }

  private add(hash: number, view: DataView, start: number, end: number): number {
    if (this.size === this.hashes.length) this.grow();
    const symbol = this.size++;
    this.hashes[symbol] = hash;
    this.starts[symbol] = start;
    this.ends[symbol] = end;
    this.owners.push(view);
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
    this.hashes = grown(this.hashes, new Int32Array(room));
    this.starts = grown(this.starts, new Uint32Array(room));
    this.ends = grown(this.ends, new Uint32Array(room));
    this.slots = new Int32Array(room * 2).fill(empty);
    for (let symbol = 0; symbol < this.size; symbol++) this.place(symbol);
  }
}

function grown<Numbers extends Int32Array | Uint32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
