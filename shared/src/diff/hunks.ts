import type { Edit } from './edit.ts';
import type { FileDiff } from './file-diff.ts';

/** Changes that stand close to each other, with unchanged lines around; ranges of lines from 0, ends exclusive. */
export interface Hunk {
  readonly baseStart: number;
  readonly baseEnd: number;
  readonly targetStart: number;
  readonly targetEnd: number;
  /** They cover the hunk whole; equal runs are cut to the context. */
  readonly edits: readonly Edit[];
  readonly hard: boolean;
}

/** The changes of a diff with up to `context` equal lines around each; none when the texts are equal. */
export function hunks(diff: FileDiff, context = 3): Hunk[] {
  const found: Hunk[] = [];
  let open: Edit[] = [];
  const last = diff.edits.length - 1;
  diff.edits.forEach((edit, i) => {
    const lines = edit.baseEnd - edit.baseStart;
    if (edit.kind !== 'same' || (i > 0 && i < last && lines <= 2 * context)) {
      open.push(edit);
      return;
    }
    if (i > 0) {
      pushLines(open, edit, 0, Math.min(context, lines));
      found.push(hunkOf(open));
      open = [];
    }
    if (i < last) pushLines(open, edit, Math.max(0, lines - context), lines);
  });
  if (open.length > 0) found.push(hunkOf(open));
  return found;
}

/** The line above a hunk in a unified diff (POSIX diff -u): `@@ -12,7 +12,8 @@`. */
export function hunkHeader(hunk: Hunk): string {
  return `@@ -${range(hunk.baseStart, hunk.baseEnd)} +${range(hunk.targetStart, hunk.targetEnd)} @@`;
}

/** Lines count from 1; an empty range names the line before it; a count of 1 is left out. */
function range(start: number, end: number): string {
  const count = end - start;
  if (count === 0) return `${start},0`;
  return count === 1 ? `${start + 1}` : `${start + 1},${count}`;
}

function pushLines(edits: Edit[], run: Edit, from: number, to: number): void {
  if (from === to) return;
  edits.push({
    ...run,
    baseStart: run.baseStart + from,
    baseEnd: run.baseStart + to,
    targetStart: run.targetStart + from,
    targetEnd: run.targetStart + to,
  });
}

function hunkOf(edits: Edit[]): Hunk {
  const first = edits[0] as Edit;
  const last = edits[edits.length - 1] as Edit;
  return {
    baseStart: first.baseStart,
    baseEnd: last.baseEnd,
    targetStart: first.targetStart,
    targetEnd: last.targetEnd,
    edits,
    hard: edits.some((edit) => edit.hard),
  };
}
