import { lookFirst } from '../../worker/reading-order.ts';
import type { FileSummary } from '../../worker/reading.ts';

/** The file `step` places on, or null beyond the ends. */
export function neighbour(
  order: readonly FileSummary[],
  current: FileSummary,
  step: 1 | -1,
): FileSummary | null {
  return order[order.findIndex(({ index }) => index === current.index) + step] ?? null;
}

/** The next file that is not marked, after `current` and then from the start; null when all are. */
export function nextUnread(
  order: readonly FileSummary[],
  current: FileSummary,
  read: ReadonlySet<string>,
): FileSummary | null {
  const at = order.findIndex(({ index }) => index === current.index);
  const after = [...order.slice(at + 1), ...order.slice(0, at)];
  return after.find(({ path }) => !read.has(path)) ?? null;
}

/** A concern of a file, as a place to go to. */
export interface Finding {
  readonly file: FileSummary;
  readonly concern: number;
}

/** All concerns, in the order of `lookFirst`. */
export function findingsOf(files: readonly FileSummary[]): Finding[] {
  return lookFirst(files).flatMap((file) => file.concerns.map((_, concern) => ({ file, concern })));
}

/**
 * The finding `step` places on from the one that is looked at; from a file without one, the first or last of the next
 * file in the reading order. Null beyond the ends.
 */
export function nextFinding(
  findings: readonly Finding[],
  at: { readonly file: FileSummary; readonly concern: number | null },
  step: 1 | -1,
): Finding | null {
  const here = findings.findIndex(
    ({ file, concern }) => file.index === at.file.index && concern === (at.concern ?? 0),
  );
  // Files without a concern come after all others in the reading order.
  if (here < 0) return step === 1 ? null : (findings.at(-1) ?? null);
  if (at.concern === null && step === 1) return findings[here] as Finding;
  return findings[here + step] ?? null;
}
