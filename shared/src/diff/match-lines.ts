import { type CommonSymbols, rarestAnchors, runAnchors, uniqueAnchors } from './anchors.ts';
import { matchGap } from './gap.ts';
import type { Pairs } from './increasing.ts';
import { type DiffLimits, WorkBudget } from './limits.ts';

/** Which line of the target each line of the base became; the line numbers increase along both. */
export interface LineMatches {
  /** For each line of the base its line in the target, or -1. */
  readonly targetOf: Int32Array;
  /** Flags the lines of the target in gaps that were given up: there may be more equal lines in them. */
  readonly hardTarget: Uint8Array;
  readonly hard: boolean;
}

/** Lines of the base and of the target that lie between two anchors; the ends are exclusive. */
interface Gap {
  baseStart: number;
  baseEnd: number;
  targetStart: number;
  targetEnd: number;
}

/** Symbols that both sides of a gap have, renumbered from 0, and the lines where they stand. */
interface CommonLines extends CommonSymbols {
  readonly baseLines: number[];
  readonly targetLines: number[];
}

const noPairs: Pairs = { base: [], target: [] };

/**
 * Matches equal lines. Each gap, at first the whole, loses its equal ends and is cut at anchors: lines that are unique
 * on both sides, else jsdiff's script if that is short, else unique runs of lines, else the rarest lines. A gap that
 * has lines in common but no anchor, or comes after the work is spent, is given up: deleted and inserted as a whole.
 */
export function matchLines(
  base: Uint32Array,
  target: Uint32Array,
  symbolCount: number,
  limits: DiffLimits,
): LineMatches {
  const targetOf = new Int32Array(base.length).fill(-1);
  const hardTarget = new Uint8Array(target.length);
  let hard = false;
  const budget = new WorkBudget(limits.baseWork + limits.workPerLine * (base.length + target.length));
  const names = new Int32Array(symbolCount);
  const open: Gap[] = [{ baseStart: 0, baseEnd: base.length, targetStart: 0, targetEnd: target.length }];

  for (let gap = open.pop(); gap !== undefined; gap = open.pop()) {
    matchEnds(base, target, gap, targetOf);
    budget.spend(gap.baseEnd - gap.baseStart + gap.targetEnd - gap.targetStart);
    if (gap.baseStart === gap.baseEnd || gap.targetStart === gap.targetEnd) continue;
    const common = commonLines(base, target, gap, names);
    if (common.size === 0) continue;
    const { pairs, final } = findPairs(common, limits, budget);
    if (pairs.base.length === 0) {
      hardTarget.fill(1, gap.targetStart, gap.targetEnd);
      hard = true;
      continue;
    }
    let { baseStart, targetStart } = gap;
    for (let i = 0; i < pairs.base.length; i++) {
      const baseLine = common.baseLines[pairs.base[i] as number] as number;
      const targetLine = common.targetLines[pairs.target[i] as number] as number;
      targetOf[baseLine] = targetLine;
      if (!final && baseLine > baseStart && targetLine > targetStart) {
        open.push({ baseStart, baseEnd: baseLine, targetStart, targetEnd: targetLine });
      }
      baseStart = baseLine + 1;
      targetStart = targetLine + 1;
    }
    if (!final && gap.baseEnd > baseStart && gap.targetEnd > targetStart) {
      open.push({ baseStart, baseEnd: gap.baseEnd, targetStart, targetEnd: gap.targetEnd });
    }
  }
  return { targetOf, hardTarget, hard };
}

/** Pairs that cut a gap, or (`final`) all pairs that are in it; none when it is to be given up. */
function findPairs(
  common: CommonLines,
  limits: DiffLimits,
  budget: WorkBudget,
): { pairs: Pairs; final: boolean } {
  if (budget.spent) return { pairs: noPairs, final: true };
  const unique = uniqueAnchors(common);
  if (unique.base.length > 0) return { pairs: unique, final: false };

  const few = matchGap(common.base, common.target, limits.gapEdits, budget);
  if (few) return { pairs: few, final: true };
  const runs = runAnchors(common, budget);
  if (runs.base.length > 0) return { pairs: runs, final: false };
  const many = budget.spent ? null : matchGap(common.base, common.target, limits.lastGapEdits, budget);
  if (many) return { pairs: many, final: true };
  return { pairs: rarestAnchors(common), final: false };
}

function matchEnds(base: Uint32Array, target: Uint32Array, gap: Gap, targetOf: Int32Array): void {
  let { baseStart, baseEnd, targetStart, targetEnd } = gap;
  while (baseStart < baseEnd && targetStart < targetEnd && base[baseStart] === target[targetStart]) {
    targetOf[baseStart++] = targetStart++;
  }
  while (baseStart < baseEnd && targetStart < targetEnd && base[baseEnd - 1] === target[targetEnd - 1]) {
    targetOf[--baseEnd] = --targetEnd;
  }
  Object.assign(gap, { baseStart, baseEnd, targetStart, targetEnd });
}

/** `names` is scratch space, all 0 before and after: 1 for what the base has, 2 and up for what both have. */
function commonLines(base: Uint32Array, target: Uint32Array, gap: Gap, names: Int32Array): CommonLines {
  const baseCommon: number[] = [];
  const targetCommon: number[] = [];
  const baseLines: number[] = [];
  const targetLines: number[] = [];
  let size = 0;
  for (let line = gap.baseStart; line < gap.baseEnd; line++) names[base[line] as number] = 1;
  for (let line = gap.targetStart; line < gap.targetEnd; line++) {
    const symbol = target[line] as number;
    if (names[symbol] === 0) continue;
    if (names[symbol] === 1) names[symbol] = 2 + size++;
    targetCommon.push((names[symbol] as number) - 2);
    targetLines.push(line);
  }
  for (let line = gap.baseStart; line < gap.baseEnd; line++) {
    const name = names[base[line] as number] as number;
    if (name < 2) continue;
    baseCommon.push(name - 2);
    baseLines.push(line);
  }
  for (let line = gap.baseStart; line < gap.baseEnd; line++) names[base[line] as number] = 0;
  return { base: baseCommon, target: targetCommon, baseLines, targetLines, size };
}
