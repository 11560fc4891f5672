import type { Edit } from './edit.ts';
import { slideEdits } from './slide.ts';
import { type DiffLimits, defaultDiffLimits } from './limits.ts';
import { internTexts } from './intern.ts';
import { type LineMatches, matchLines } from './match-lines.ts';

/**
 * How the lines of one text became those of another. The edits follow each other without a gap and cover both texts
 * whole; of a replaced run the removed lines come first.
 */
export interface FileDiff {
  readonly edits: readonly Edit[];
  /** Lines. */
  readonly added: number;
  readonly removed: number;
  /** Some edit is hard: the diff is right, but larger than it need be. */
  readonly hard: boolean;
  /** Some line of either text holds a NUL or is not UTF-8. It is diffed all the same. */
  readonly binary: boolean;
}

/** The diff of two texts by lines that end with LF; every byte counts. Never fails, and its time is bounded. */
export function diffText(
  base: Uint8Array,
  target: Uint8Array,
  limits: DiffLimits = defaultDiffLimits,
): FileDiff {
  const texts = internTexts(base, target);
  const matches = matchLines(texts.baseSymbols, texts.targetSymbols, texts.symbolCount, limits);
  const edits = listEdits(matches);
  let added = 0;
  let removed = 0;
  for (const edit of edits) {
    if (edit.kind === 'added') added += edit.targetEnd - edit.targetStart;
    else if (edit.kind === 'removed') removed += edit.baseEnd - edit.baseStart;
  }
  return {
    edits: slideEdits(edits, texts),
    added,
    removed,
    hard: matches.hard,
    binary: texts.binary,
  };
}

function listEdits({ targetOf, hardTarget }: LineMatches): Edit[] {
  const edits: Edit[] = [];
  let baseLine = 0;
  let targetLine = 0;
  while (baseLine < targetOf.length || targetLine < hardTarget.length) {
    const baseStart = baseLine;
    const targetStart = targetLine;
    while (baseLine < targetOf.length && targetOf[baseLine] === targetLine) {
      baseLine++;
      targetLine++;
    }
    if (baseLine > baseStart) {
      edits.push({
        kind: 'same',
        baseStart,
        baseEnd: baseLine,
        targetStart,
        targetEnd: targetLine,
        hard: false,
      });
      continue;
    }
    while (baseLine < targetOf.length && targetOf[baseLine] === -1) baseLine++;
    targetLine = baseLine < targetOf.length ? (targetOf[baseLine] as number) : hardTarget.length;
    const hard = hardTarget[targetStart] === 1;
    if (baseLine > baseStart) {
      edits.push({
        kind: 'removed',
        baseStart,
        baseEnd: baseLine,
        targetStart,
        targetEnd: targetStart,
        hard,
      });
    }
    if (targetLine > targetStart) {
      edits.push({
        kind: 'added',
        baseStart: baseLine,
        baseEnd: baseLine,
        targetStart,
        targetEnd: targetLine,
        hard,
      });
    }
  }
  return edits;
}
