import type { SignerId } from '../signer/signer.ts';
import { longestVouchSeconds } from '../statement/longest-vouch.ts';
import { instantSeconds, timeOrNow, type Logged } from './logged.ts';
import type { Revocations } from './revocations.ts';

/** Until when a signer is within D vouches of one of the anchors, in seconds: +∞ for an anchor, −∞ for a stranger. */
export type Reach = (signer: SignerId) => number;

interface Edge {
  readonly from: SignerId;
  readonly to: SignerId;
  readonly delegates: boolean;
  readonly until: number;
}

/** The vouches that stand, each with its end: its expiry, a year after its log time, or its retraction. */
export function liveVouches(
  vouches: readonly Logged<'vouch'>[],
  revocations: Revocations,
  now: number,
): Edge[] {
  const edges: Edge[] = [];
  for (const { statement, time } of vouches) {
    const { by, id, subject, predicate } = statement;
    if (revocations.voids(by, time)) continue;
    const retracted = revocations.retractedFrom(id, by) ?? Number.POSITIVE_INFINITY;
    const until = Math.min(
      instantSeconds(predicate.expires),
      timeOrNow(time, now) + longestVouchSeconds,
      retracted,
    );
    if (until === Number.NEGATIVE_INFINITY) continue;
    edges.push({ from: by, to: subject.name as SignerId, delegates: predicate.role === 'delegate', until });
  }
  return edges;
}

/**
 * For each signer, the latest moment at which a path of at most `depth` live vouches led from an anchor to it. A vouch
 * counts for what was logged before it too, so a path stood at every moment up to the earliest end on it.
 */
export function reachFrom(anchors: readonly SignerId[], edges: readonly Edge[], depth: number): Reach {
  const best = new Map<SignerId, number>();
  let frontier = new Map<SignerId, number>();
  for (const anchor of anchors) {
    best.set(anchor, Number.POSITIVE_INFINITY);
    frontier.set(anchor, Number.POSITIVE_INFINITY);
  }
  const byVoucher = new Map<SignerId, Edge[]>();
  for (const edge of edges) {
    const list = byVoucher.get(edge.from);
    if (list) list.push(edge);
    else byVoucher.set(edge.from, [edge]);
  }
  const delegated = new Map(frontier);
  for (let step = 0; step < depth && frontier.size > 0; step++) {
    const next = new Map<SignerId, number>();
    for (const [from, until] of frontier) {
      for (const edge of byVoucher.get(from) ?? []) {
        const reached = Math.min(until, edge.until);
        if (reached > (best.get(edge.to) ?? Number.NEGATIVE_INFINITY)) best.set(edge.to, reached);
        if (edge.delegates && reached > (delegated.get(edge.to) ?? Number.NEGATIVE_INFINITY)) {
          delegated.set(edge.to, reached);
          next.set(edge.to, Math.max(reached, next.get(edge.to) ?? Number.NEGATIVE_INFINITY));
        }
      }
    }
    frontier = next;
  }
  return (signer) => best.get(signer) ?? Number.NEGATIVE_INFINITY;
}
