/** Sets of line numbers as sorted ranges `[from, to)` that neither touch nor overlap. */
export type Ranges = readonly (readonly [from: number, to: number])[];

export const noLines: Ranges = [];

/** The set with `[from, to)` added; the very same set when that adds nothing. */
export function withRange(ranges: Ranges, from: number, to: number): Ranges {
  if (to <= from || ranges.some(([start, end]) => start <= from && to <= end)) return ranges;
  const apart = ranges.filter(([start, end]) => end < from || start > to);
  const touched = ranges.filter(([start, end]) => end >= from && start <= to);
  const merged: readonly [number, number] = [
    Math.min(from, ...touched.map(([start]) => start)),
    Math.max(to, ...touched.map(([, end]) => end)),
  ];
  return [...apart, merged].toSorted(([a], [b]) => a - b);
}

/** What is in both. */
export function intersection(a: Ranges, b: Ranges): Ranges {
  const both: [number, number][] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const [aFrom, aTo] = a[i] as readonly [number, number];
    const [bFrom, bTo] = b[j] as readonly [number, number];
    const from = Math.max(aFrom, bFrom);
    const to = Math.min(aTo, bTo);
    if (from < to) both.push([from, to]);
    if (aTo <= bTo) i += 1;
    else j += 1;
  }
  return both;
}

/** The first line of `all` that is not in `some`; null when there is none. */
export function firstOutside(all: Ranges, some: Ranges): number | null {
  for (const [from, to] of all) {
    let line = from;
    for (const [start, end] of some) if (start <= line) line = Math.max(line, end);
    if (line < to) return line;
  }
  return null;
}

/** How many lines are in the set. */
export function countLines(ranges: Ranges): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from, 0);
}
