import type { Edit } from '@countersign/shared/diff/edit.ts';
import { intraline } from '@countersign/shared/diff/intraline.ts';
import { lineBytes, lineText } from '../../text/line-text.ts';
import type { SideText } from '../reading.ts';

/** UTF-16 units that are compared for one file, and in one line of it. */
const unitsMax = 2_000_000;
const lineMax = 20_000;

/** Rows of `markWidth`, flat. */
export interface Marks {
  readonly base: number[];
  readonly target: number[];
}

/** What differs within the lines of replaced runs: the first removed line with the first added one, and so on. */
export function marksOf(base: SideText | null, target: SideText | null, edits: readonly Edit[]): Marks {
  const marks: Marks = { base: [], target: [] };
  if (!base || !target) return marks;
  let budget = unitsMax;
  for (const [at, edit] of edits.entries()) {
    const next = edits[at + 1];
    if (edit.kind !== 'removed' || next?.kind !== 'added') continue;
    const lines = Math.min(edit.baseEnd - edit.baseStart, next.targetEnd - next.targetStart);
    for (let i = 0; i < lines; i++) {
      const baseLine = edit.baseStart + i;
      const targetLine = next.targetStart + i;
      const length = lineBytes(base, baseLine).length + lineBytes(target, targetLine).length;
      if (length > 2 * lineMax) continue;
      budget -= length;
      if (budget < 0) return marks;
      const found = intraline(lineText(base, baseLine), lineText(target, targetLine));
      for (const [from, to] of found.base) marks.base.push(baseLine, from, to);
      for (const [from, to] of found.target) marks.target.push(targetLine, from, to);
    }
  }
  return marks;
}
