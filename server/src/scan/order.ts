import type { QueueAnswer, QueueSort } from '@countersign/shared/api.ts';

export type QueueItem = QueueAnswer['items'][number];

type Order = (a: QueueItem, b: QueueItem) => number;

/** What is not known comes last. */
function linesOf({ added, removed }: QueueItem): number {
  return added === null || removed === null ? Number.POSITIVE_INFINITY : added + removed;
}

const newest: Order = (a, b) => compare(b.published ?? '', a.published ?? '');

const orders: Readonly<Record<QueueSort, Order>> = {
  smallest: (a, b) => compare(linesOf(a), linesOf(b)),
  newest,
  reviewed: (a, b) => b.reviews - a.reviews,
  flagged: (a, b) => b.flags - a.flags,
};

/** Ties go to the newest release, then by name. */
export function sortQueue(items: readonly QueueItem[], sort: QueueSort): QueueItem[] {
  return items.toSorted((a, b) => orders[sort](a, b) || newest(a, b) || compare(a.purl, b.purl));
}

function compare<Value extends string | number>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
