import { diffArrays } from 'diff/lib/diff/array.js';
import type { Pairs } from './increasing.ts';
import type { WorkBudget } from './limits.ts';

/** Leaves jsdiff when the work is spent; never seen outside. */
const workSpent = new Error('the work is spent');

/**
 * The pairs of equal elements in a shortest edit script from `base` to `target` (Myers, by jsdiff), as positions in
 * both; null when that takes more than `maxEdits` edits, or more comparisons than are left.
 */
export function matchGap(
  base: readonly number[],
  target: readonly number[],
  maxEdits: number,
  budget: WorkBudget,
): Pairs | null {
  const comparator = (left: number, right: number): boolean => {
    budget.spend(1);
    if (budget.spent) throw workSpent;
    return left === right;
  };
  try {
    // jsdiff works on copies; its types do not say so.
    const parts = diffArrays(base as number[], target as number[], { maxEditLength: maxEdits, comparator });
    return parts === undefined ? null : equalPairs(parts);
  } catch (error) {
    if (error === workSpent) return null;
    throw error;
  }
}

function equalPairs(parts: readonly { added: boolean; removed: boolean; count: number }[]): Pairs {
  const pairs: Pairs = { base: [], target: [] };
  let atBase = 0;
  let atTarget = 0;
  for (const part of parts) {
    if (part.removed) atBase += part.count;
    else if (part.added) atTarget += part.count;
    else {
      for (let i = 0; i < part.count; i++) {
        pairs.base.push(atBase++);
        pairs.target.push(atTarget++);
      }
    }
  }
  return pairs;
}
