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

/** Two changed lines have one symbol exactly when their bytes are equal; symbols are 0 up to `symbolCount`. */
export interface ChangedTexts {
  readonly removed: ChangedLines;
  readonly added: ChangedLines;
  readonly symbolCount: number;
}

export function internChanged(files: readonly MoveSource[]): ChangedTexts {
  const table = new LineTable();
  const scanner = new LineScanner();
  const removed = new Collected();
  const added = new Collected();
  files.forEach((file, index) => {
    const base = file.base && sideView(file.base);
    const target = file.target && sideView(file.target);
    for (const edit of file.edits) {
      if (edit.kind === 'removed' && base)
        removed.add(base, index, edit.baseStart, edit.baseEnd, table, scanner);
      else if (edit.kind === 'added' && target)
        added.add(target, index, edit.targetStart, edit.targetEnd, table, scanner);
    }
  });
  return { removed: removed.lines(), added: added.lines(), symbolCount: table.size };
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
