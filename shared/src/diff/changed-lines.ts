import { LineScanner } from './line-scan.ts';
import { LineTable } from './line-table.ts';
import type { MoveSide, MoveSource } from './moves.ts';
import { Uint32List } from './uint32-list.ts';

/** The lines that were removed (or added) in all files, in order. */
export interface ChangedLines {
  readonly symbols: Uint32Array;
  /** Where each stands: the file's place in the list, and the line from 0. */
  readonly files: Uint32Array;
  readonly lines: Uint32Array;
  /** 0 for a blank line, else one more than its letters and digits, no more than 64 counted. */
  readonly letters: Uint8Array;
}

/** Changed lines of many files. Two of them have one symbol exactly when their bytes are equal; symbols count from 0. */
export class ChangedTexts {
  readonly #table = new LineTable();
  readonly #scanner = new LineScanner();
  readonly #removed = new Collected();
  readonly #added = new Collected();

  /** The next file, and its place in the list: so that who has many may pause in between. */
  add(place: number, { base: before, target: after, edits }: MoveSource): void {
    const base = before && sideView(before);
    const target = after && sideView(after);
    for (const { kind, baseStart, baseEnd, targetStart, targetEnd } of edits) {
      if (kind === 'removed' && base)
        this.#removed.add(base, place, baseStart, baseEnd, this.#table, this.#scanner);
      else if (kind === 'added' && target)
        this.#added.add(target, place, targetStart, targetEnd, this.#table, this.#scanner);
    }
  }

  get symbolCount(): number {
    return this.#table.size;
  }

  removed(): ChangedLines {
    return this.#removed.lines();
  }

  added(): ChangedLines {
    return this.#added.lines();
  }
}

interface SideView {
  readonly view: DataView;
  readonly side: MoveSide;
}

function sideView(side: MoveSide): SideView {
  const { bytes } = side;
  return { side, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
}

class Collected {
  private readonly symbols = new Uint32List();
  private readonly files = new Uint32List();
  private readonly places = new Uint32List();
  private readonly letters = new Uint32List();

  add(
    { view, side }: SideView,
    file: number,
    start: number,
    end: number,
    table: LineTable,
    scanner: LineScanner,
  ): void {
    for (let line = start; line < end; line++) {
      const from = side.starts[line] as number;
      const to = side.starts[line + 1] as number;
      scanner.scan(view, from);
      this.symbols.push(table.intern(scanner.hash, view, from, to));
      this.files.push(file);
      this.places.push(line);
      this.letters.push(countLetters(side.bytes, from, to));
    }
  }

  lines(): ChangedLines {
    return {
      symbols: this.symbols.toArray(),
      files: this.files.toArray(),
      lines: this.places.toArray(),
      letters: Uint8Array.from(this.letters.toArray()),
    };
  }
}

const lettersMax = 64;

function countLetters(bytes: Uint8Array, from: number, to: number): number {
  let letters = 0;
  let blank = true;
  for (let at = from; at < to && letters < lettersMax; at++) {
    const byte = bytes[at] as number;
    if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) continue;
    blank = false;
    const lower = byte | 0x20;
    if ((lower >= 0x61 && lower <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte >= 0x80) letters++;
  }
  return blank ? 0 : letters + 1;
}
