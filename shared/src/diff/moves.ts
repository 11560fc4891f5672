import type { Edit } from './edit.ts';
import { type ChangedLines, ChangedTexts } from './changed-lines.ts';

/** One side of a file: line i is `bytes[starts[i], starts[i + 1])`. */
export interface MoveSide {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}

/** A file of a change and how its lines were diffed. */
export interface MoveSource {
  readonly base: MoveSide | null;
  readonly target: MoveSide | null;
  readonly edits: readonly Edit[];
}

/** Lines that were removed in one place and added, byte for byte, in another. */
export interface MovedBlock {
  /** Places in the list of files. */
  readonly baseFile: number;
  readonly targetFile: number;
  /** Lines from 0. */
  readonly baseStart: number;
  readonly targetStart: number;
  /** Blank ones within it included. */
  readonly lines: number;
}

/** Lines with text in a block, and letters and digits (as git's --color-moved asks for), so that `}` `}` `}` is none. */
const leastLines = 3;
const leastLetters = 20;
/** Lines within which a block must have its letters, or long runs of brackets would be walked again and again. */
const patience = 16;
/** Places that are tried for one added line. */
const triesMax = 8;
const none = -1;

/**
 * Blocks of three or more lines that went elsewhere, within one file or between files. Each is equal byte for byte,
 * begins and ends with a line that has text, and no line is in two. Takes time linear in the changed lines; where a
 * block came from several places, or many alike, the earliest of the longest that were tried is taken.
 */
export function movedBlocks(files: readonly MoveSource[]): MovedBlock[] {
  const changed = new ChangedTexts();
  files.forEach((file, place) => changed.add(place, file));
  return movedBlocksOf(changed);
}

/** The same, of lines that were taken in file by file. */
export function movedBlocksOf(changed: ChangedTexts): MovedBlock[] {
  const removed = changed.removed();
  const added = changed.added();
  const starts = new BlockStarts(removed, changed.symbolCount);
  const used = new Uint8Array(removed.symbols.length);
  const blocks: MovedBlock[] = [];
  for (let at = 0; at < added.symbols.length; at++) {
    if (!mayStart(added, at)) continue;
    let longest = 0;
    let from = none;
    let tries = triesMax;
    for (let place = starts.first(added, at, used); place !== none && tries > 0; tries--) {
      const length = used[place] ? 0 : blockLength(removed, place, added, at, used);
      if (length > longest) {
        longest = length;
        from = place;
      }
      place = starts.next(place);
    }
    if (longest === 0) continue;
    used.fill(1, from, from + longest);
    blocks.push({
      baseFile: removed.files[from] as number,
      targetFile: added.files[at] as number,
      baseStart: removed.lines[from] as number,
      targetStart: added.lines[at] as number,
      lines: longest,
    });
    at += longest - 1;
  }
  return blocks;
}

/** Whether the next lines hold what a block must hold. */
function mayStart(added: ChangedLines, at: number): boolean {
  let letters = 0;
  for (let i = 0; i < patience; i++) {
    const has = added.letters[at + i];
    if (has === undefined || (i === 0 && has === 0)) return false;
    if (has > 0) letters += has - 1;
    if (letters >= leastLetters) return true;
  }
  return false;
}

/** Lines of the longest block that stands at both places; 0 when that is too short for one. */
function blockLength(
  removed: ChangedLines,
  place: number,
  added: ChangedLines,
  at: number,
  used: Uint8Array,
): number {
  let length = 0;
  let filled = 0;
  let letters = 0;
  for (let i = 0; ; i++) {
    const symbol = added.symbols[at + i];
    if (symbol === undefined || symbol !== removed.symbols[place + i] || used[place + i]) break;
    if (i > 0 && (startsRun(added, at + i) || startsRun(removed, place + i))) break;
    const has = added.letters[at + i] as number;
    if (has === 0) continue;
    // One of them is a mark for "text, but no letter".
    letters += has - 1;
    filled++;
    length = i + 1;
  }
  return filled >= leastLines && letters >= leastLetters ? length : 0;
}

/** The line does not follow the one before it in the list. */
function startsRun(lines: ChangedLines, at: number): boolean {
  return lines.files[at] !== lines.files[at - 1] || lines.lines[at] !== (lines.lines[at - 1] as number) + 1;
}

/** Where in the removed lines a block may start, by its first line and the line with text that follows. */
class BlockStarts {
  private readonly heads: Int32Array;
  private readonly following: Int32Array;
  private readonly mask: number;

  constructor(removed: ChangedLines, symbolCount: number) {
    const count = removed.symbols.length;
    this.mask = powerAbove(Math.max(count, symbolCount)) - 1;
    this.heads = new Int32Array(this.mask + 1).fill(none);
    this.following = new Int32Array(count).fill(none);
    // From the end, so that each chain is in the order of the lines.
    let second = none;
    for (let place = count - 1; place >= 0; place--) {
      if (removed.letters[place] !== 0) {
        if (second !== none) {
          const slot = this.slot(removed.symbols[place] as number, removed.symbols[second] as number);
          this.following[place] = this.heads[slot] as number;
          this.heads[slot] = place;
        }
        second = place;
      }
      if (place > 0 && startsRun(removed, place)) second = none;
    }
  }

  /** The first place that may be equal to the block of `added` at `at` and is not used, or -1. */
  first(added: ChangedLines, at: number, used: Uint8Array): number {
    let second = at + 1;
    while (second < added.symbols.length && added.letters[second] === 0 && !startsRun(added, second))
      second++;
    if (second >= added.symbols.length || startsRun(added, second)) return none;
    const slot = this.slot(added.symbols[at] as number, added.symbols[second] as number);
    let place = this.heads[slot] as number;
    while (place !== none && used[place]) place = this.following[place] as number;
    this.heads[slot] = place;
    return place;
  }

  next(place: number): number {
    return this.following[place] as number;
  }

  private slot(first: number, second: number): number {
    const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & this.mask;
  }
}

function powerAbove(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(16, count)));
}
