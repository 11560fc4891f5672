import { longestIncreasing, type Pairs } from './increasing.ts';
import type { WorkBudget } from './limits.ts';

/** Symbols that occur more often than this are no anchors: which occurrence belongs to which would be a guess. */
const mostOccurrences = 64;
/** What naming a run costs beside comparing two numbers. */
const stepsPerRun = 4;

/** Two sequences of symbols; every symbol is below `size` and occurs in both. */
export interface CommonSymbols {
  readonly base: readonly number[];
  readonly target: readonly number[];
  readonly size: number;
}

/** The anchors of patience diff (Bram Cohen): what occurs once in each sequence, as far as the order agrees. */
export function uniqueAnchors(common: CommonSymbols): Pairs {
  const { base, target, size } = common;
  const baseCounts = countSymbols(base, size);
  const targetCounts = countSymbols(target, size);
  const places = new Int32Array(size);
  for (let i = 0; i < target.length; i++) places[target[i] as number] = i;
  const pairs: Pairs = { base: [], target: [] };
  for (let i = 0; i < base.length; i++) {
    const symbol = base[i] as number;
    if (baseCounts[symbol] !== 1 || targetCounts[symbol] !== 1) continue;
    pairs.base.push(i);
    pairs.target.push(places[symbol] as number);
  }
  return longestIncreasing(pairs);
}

/**
 * Anchors where no symbol is unique. A run may occur once though each of its symbols occurs often, so runs of 2, 4, 8,
 * ... are tried until some are unique.
 */
export function runAnchors(common: CommonSymbols, budget: WorkBudget): Pairs {
  let base: readonly number[] = common.base;
  let target: readonly number[] = common.target;
  for (let length = 1; length < Math.min(base.length, target.length); length *= 2) {
    if (budget.spent) break;
    budget.spend((base.length + target.length) * stepsPerRun);
    const names = new Map<number, number>();
    base = doubleRuns(base, length, names);
    target = doubleRuns(target, length, names);
    const anchors = uniqueAnchors({ base, target, size: names.size });
    if (anchors.base.length > 0) return anchors;
  }
  return { base: [], target: [] };
}

/** The anchors of histogram diff: the symbols that occur least often, their occurrences paired in order. */
export function rarestAnchors(common: CommonSymbols): Pairs {
  const { base, target, size } = common;
  const baseCounts = countSymbols(base, size);
  const targetCounts = countSymbols(target, size);
  const occurrences = (symbol: number): number =>
    Math.max(baseCounts[symbol] as number, targetCounts[symbol] as number);
  let least = mostOccurrences + 1;
  for (let symbol = 0; symbol < size; symbol++) least = Math.min(least, occurrences(symbol));
  const pairs: Pairs = { base: [], target: [] };
  if (least > mostOccurrences) return pairs;
  const places = new Map<number, number[]>();
  for (let i = target.length - 1; i >= 0; i--) {
    const symbol = target[i] as number;
    if (occurrences(symbol) !== least) continue;
    const known = places.get(symbol);
    if (known) known.push(i);
    else places.set(symbol, [i]);
  }
  for (let i = 0; i < base.length; i++) {
    const place = places.get(base[i] as number)?.pop();
    if (place === undefined) continue;
    pairs.base.push(i);
    pairs.target.push(place);
  }
  return longestIncreasing(pairs);
}

/** Names for the runs of twice `length`, from the names of those of `length` (Karp, Miller and Rosenberg 1972). */
function doubleRuns(runs: readonly number[], length: number, names: Map<number, number>): number[] {
  const doubled: number[] = [];
  for (let i = 0; i + length < runs.length; i++) {
    const key = (runs[i] as number) * 2 ** 26 + (runs[i + length] as number);
    let name = names.get(key);
    if (name === undefined) {
      name = names.size;
      names.set(key, name);
    }
    doubled.push(name);
  }
  return doubled;
}

function countSymbols(sequence: readonly number[], size: number): Int32Array {
  const counts = new Int32Array(size);
  for (let i = 0; i < sequence.length; i++) (counts[sequence[i] as number] as number)++;
  return counts;
}
