import { editKinds, editWidth, type FileCount, type FileSummary, type Side } from '../../worker/reading.ts';
import { countLines, intersection, noLines, withRange, type Ranges } from './ranges.ts';

/** Lines of both sides of one file, from 0. */
export interface SideLines {
  readonly base: Ranges;
  readonly target: Ranges;
}

export interface ShownRange {
  readonly side: Side;
  readonly from: number;
  /** Beyond the last. */
  readonly to: number;
}

/** How far one file is read. `lines` is null until the worker counted it. */
export interface FileCoverage {
  readonly lines: number | null;
  /** Marked by the reviewer. */
  readonly read: boolean;
  /** Its lines while it is not marked, else 0. */
  readonly unread: number;
  /** Changed lines that were never on screen. */
  readonly notShown: number;
  /** Marked, counted, and all of it shown: what a statement may call read. */
  readonly covered: boolean;
}

export interface Coverage {
  /** In the order of the reading. */
  readonly files: readonly FileCoverage[];
  readonly added: number;
  readonly removed: number;
  readonly unread: number;
  readonly notShown: number;
  readonly filesRead: number;
  readonly filesCovered: number;
  /** Files whose lines are in neither sum yet. */
  readonly uncounted: number;
  /** Every file is covered. Nothing to read is never complete. */
  readonly complete: boolean;
}

export const nothingShown: SideLines = { base: noLines, target: noLines };

/** A thing without lines of its own (a binary, a link, a change of mode or name) counts as one line, of either side. */
export const oneLine: SideLines = { base: [[0, 1]], target: [[0, 1]] };

/** The lines to be read: removed ones of the base, added ones of the target, those of a file too hard to diff included. */
export function changedLines(edits: Uint32Array): SideLines {
  let base = noLines;
  let target = noLines;
  for (let at = 0; at < edits.length; at += editWidth) {
    const [kind, baseStart = 0, baseEnd = 0, targetStart = 0, targetEnd = 0, hard] = edits.subarray(
      at,
      at + editWidth,
    );
    if (kind === editKinds.removed || hard === 1) base = withRange(base, baseStart, baseEnd);
    if (kind === editKinds.added || hard === 1) target = withRange(target, targetStart, targetEnd);
  }
  return { base, target };
}

/** Adds what was on screen, as far as it is to be read; the same object when nothing is new. */
export function withShown(shown: SideLines, more: readonly ShownRange[], changed: SideLines): SideLines {
  let { base, target } = shown;
  for (const { side, from, to } of more) {
    for (const [start, end] of intersection([[from, to]], changed[side])) {
      if (side === 'base') base = withRange(base, start, end);
      else target = withRange(target, start, end);
    }
  }
  return base === shown.base && target === shown.target ? shown : { base, target };
}

/** What of `shown` is to be read at all; the same object when all of it is. */
export function withinChanged(shown: SideLines, changed: SideLines): SideLines {
  const base = intersection(shown.base, changed.base);
  const target = intersection(shown.target, changed.target);
  const isSame =
    countLines(base) === countLines(shown.base) && countLines(target) === countLines(shown.target);
  return isSame ? shown : { base, target };
}

export function coverageOf(
  files: readonly FileSummary[],
  counts: ReadonlyMap<number, FileCount>,
  read: ReadonlySet<string>,
  shown: ReadonlyMap<string, SideLines>,
): Coverage {
  const covered = files.map((file) =>
    coverageOfFile(counts.get(file.index), read.has(file.path), shown.get(file.path) ?? nothingShown),
  );
  const known = files.flatMap(({ index }) => counts.get(index) ?? []);
  const filesCovered = covered.filter((file) => file.covered).length;
  return {
    files: covered,
    added: sum(known, ({ added }) => added),
    removed: sum(known, ({ removed }) => removed),
    unread: sum(covered, ({ unread }) => unread),
    notShown: sum(covered, ({ notShown }) => notShown),
    filesRead: covered.filter((file) => file.read).length,
    filesCovered,
    uncounted: files.length - known.length,
    complete: files.length > 0 && filesCovered === files.length,
  };
}

function coverageOfFile(count: FileCount | undefined, read: boolean, shown: SideLines): FileCoverage {
  if (!count) return { lines: null, read, unread: 0, notShown: 0, covered: false };
  const lines = count.added + count.removed;
  const notShown = left(count.added, shown.target, count) + left(count.removed, shown.base, count);
  return { lines, read, unread: read ? 0 : lines, notShown, covered: read && notShown === 0 };
}

/** More lines shown than there are: that was another diff, and says nothing of this one. */
function left(lines: number, shown: Ranges, count: FileCount): number {
  const known = countLines(shown);
  // A thing without lines counts as one line, of either side.
  const most = count.added + count.removed === 1 ? 1 : lines;
  return known > most ? lines : Math.max(0, lines - known);
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
