import type { DigestSet } from '@countersign/shared/digest.ts';
import type { CodedError } from '@countersign/shared/errors.ts';
import { logTimes, seenAt } from '@countersign/shared/trust/log-time.ts';
import type { Opened } from '@countersign/shared/statement/open.ts';
import type { Policy } from '@countersign/shared/policy/policy.ts';
import type { TrustLogView } from '@countersign/shared/gate/freshness.ts';
import type { LogPlace, LogTime, TrustEntries } from '@countersign/shared/trust/logged.ts';
import type { ReviewIndex } from '@countersign/shared/trust/reviews.ts';
import { flagIndex, type FlagLog } from './flags.ts';
import type { LogState } from './log-state.ts';
import { pinnedLog } from './pinned-logs.ts';
import { reviewIndex, sameInBoth, type TimedLog } from './reviews.ts';
import type { SyncOutcome } from './sync.ts';
import { stateFromCache, type Cache } from './cached-log.ts';

/** What the synced logs say, as the gate takes it. */
export interface LogEvidence {
  readonly views: readonly TrustLogView[];
  readonly trust: TrustEntries;
  readonly reviews: ReviewIndex;
}

/**
 * Reads the cache; asks no node. `now` in seconds; `outcomes` are those of this run's sync: a node that has just shown a
 * log that does not hold together counts for nothing, whatever it showed before. `artifacts` are those to be judged.
 */
export async function loadEvidence(
  cache: Cache,
  policy: Policy,
  now: number,
  outcomes: readonly SyncOutcome[],
  artifacts: readonly DigestSet[],
): Promise<LogEvidence> {
  const { logs } = policy;
  const views: TrustLogView[] = [];
  const trust = new Map<string, LoggedStatement>();
  const flagLogs: FlagLog[] = [];
  const reviewLogs = new Map<string, TimedLog>();
  for (const node of logs.nodes) {
    const trustLog = pinnedLog(node, 'trust', logs);
    const trustState = await stateFromCache(cache, trustLog);
    const outcome = outcomes.find((one) => one.node === node.name && one.log === 'trust');
    views.push(viewOf(node.name, trustState, outcome?.error ?? null, logs.witnessQuorum, now));
    const timeOf = timesOf(trustState, logs.witnessQuorum, now);
    if (trustState)
      flagLogs.push({ node: node.name, origin: trustLog.origin, flags: trustState.flags, timeOf });
    for (const [index, statement] of trustState?.statements ?? []) {
      const here = {
        statement,
        time: timeOf(index),
        places: [{ node: node.name, log: 'trust', index }],
      } as const;
      const known = trust.get(statement.id);
      trust.set(statement.id, known ? sameInBoth(known, here) : here);
    }
    const reviewLog = pinnedLog(node, 'reviews', logs);
    const reviewState = await stateFromCache(cache, reviewLog);
    if (reviewState && reviewState.refused === null) {
      reviewLogs.set(reviewLog.origin, {
        node: node.name,
        timeOf: timesOf(reviewState, logs.witnessQuorum, now),
      });
    }
  }
  return {
    views,
    trust: { ...sortByKind([...trust.values()]), flags: flagIndex(cache.mirror, cache.key, flagLogs) },
    reviews: reviewIndex(cache.mirror, cache.key, reviewLogs, {
      artifacts,
      signers: policy.anchors.map(({ signer }) => signer),
    }),
  };
}

/** What is known of one node's trust log, after a look at it that may have failed with `error`. */
function viewOf(
  node: string,
  state: LogState | null,
  error: CodedError | null,
  quorum: number,
  now: number,
): TrustLogView {
  // A node that is merely out of reach takes nothing back: the cache stands until it is stale.
  const broken = error !== null && error.code !== 'node-unreachable';
  const code = broken && error.code !== 'log-incomplete' ? 'log-inconsistent' : 'log-incomplete';
  if (state === null) {
    const message = error?.message ?? 'its trust log was never fetched here: run countersign sync';
    return { node, size: 0, seenAt: null, problem: { code, message } };
  }
  const times = { size: state.size, times: state.seen };
  const view = { node, size: state.size, seenAt: seenAt(times, quorum, now) };
  if (state.refused !== null)
    return { ...view, problem: { code: 'log-inconsistent', message: state.refused } };
  return { ...view, problem: broken ? { code, message: error.message } : null };
}

/** What a log with two histories says of time is worth nothing. */
function timesOf(state: LogState | null, quorum: number, now: number): (index: number) => LogTime {
  if (state === null || state.refused !== null) return () => null;
  return logTimes(state.checkpoints, quorum, now);
}

interface LoggedStatement {
  readonly statement: Opened;
  readonly time: LogTime;
  readonly places: readonly LogPlace[];
}

function sortByKind(logged: readonly LoggedStatement[]): Omit<TrustEntries, 'flags'> {
  const of = <K extends Opened['kind']>(kind: K) =>
    logged.filter(
      (one): one is LoggedStatement & { statement: Extract<Opened, { kind: K }> } =>
        one.statement.kind === kind,
    );
  return {
    vouches: of('vouch'),
    profiles: of('profile'),
    revocations: of('revocation'),
    unknown: of('unknown'),
  };
}
