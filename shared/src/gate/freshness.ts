import type { LogTime } from '../trust/logged.ts';
import type { Finding, Warning } from './verdict.ts';

/** What the gate knows of one pinned node's trust log after its last look. */
export interface TrustLogView {
  readonly node: string;
  readonly size: number;
  /** When a quorum of pinned witnesses last saw it, in seconds: the k-th largest stamp of its newest checkpoint. */
  readonly seenAt: LogTime;
  /** Why it does not count: never fetched, entries missing, another history than the one seen before. */
  readonly problem: null | { readonly code: 'log-incomplete' | 'log-inconsistent'; readonly message: string };
}

export interface FreshnessDemand {
  /** How many pinned nodes must be fresh. */
  readonly quorum: number;
  /** Seconds. */
  readonly maxAge: number;
  /** Seconds of staleness beyond `maxAge` during which releases that the base has are judged on the last log. */
  readonly grace: number;
  readonly now: number;
}

export interface Freshness {
  /** Null when the trust log is fresh and complete at enough nodes. */
  readonly finding: Finding | null;
  /** It is stale, but within grace: enough nodes are complete and were seen that recently. */
  readonly graced: Warning | null;
}

function hours(seconds: number): string {
  const minutes = Math.max(0, Math.round(seconds / 60));
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`;
}

function describe(view: TrustLogView, now: number): string {
  if (view.problem) return `${view.node}: ${view.problem.message}`;
  if (view.seenAt === null) return `${view.node}: no checkpoint that enough pinned witnesses cosigned`;
  return `${view.node}: last seen by its witnesses ${hours(now - view.seenAt)} ago`;
}

/** Step 1 of the verdict: is the trust log fresh and complete at `quorum` pinned nodes? */
export function checkFreshness(views: readonly TrustLogView[], demand: FreshnessDemand): Freshness {
  const { quorum, maxAge, grace, now } = demand;
  const within = (age: number) =>
    views.filter((view) => view.problem === null && view.seenAt !== null && now - view.seenAt <= age).length;
  if (quorum >= 1 && within(maxAge) >= quorum) return { finding: null, graced: null };

  const bad = views.find((view) => view.problem !== null);
  const detail = views.map((view) => describe(view, now)).join('; ');
  const code = bad?.problem ? bad.problem.code : 'log-stale';
  const message =
    `${within(maxAge)} of ${views.length} pinned trust logs are complete and at most ${hours(maxAge)} old; ` +
    `the policy asks for ${quorum} (${detail})`;
  const graced: Warning | null =
    quorum >= 1 && within(maxAge + grace) >= quorum ? { code: 'stale-log', message } : null;
  return { finding: { code, message }, graced };
}
