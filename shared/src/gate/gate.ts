import { impliedCriteria } from '../policy/criteria.ts';
import { findings } from '../policy/findings.ts';
import type { Policy } from '../policy/policy.ts';
import { waiverFor } from '../policy/waivers.ts';
import type { TrustEntries } from '../trust/logged.ts';
import type { ReviewIndex } from '../trust/reviews.ts';
import type { Flags } from '../trust/flags.ts';
import { buildStanding } from '../trust/standing.ts';
import type { Target } from '../trust/target.ts';
import { flagFindings } from './flag-findings.ts';
import { namesOf } from './finding-names.ts';
import { checkFreshness, type Freshness, type TrustLogView } from './freshness.ts';
import { judgeRelease, type Judge } from './judge.ts';
import type { Finding, GateRelease, ReleaseVerdict, Verdict } from './verdict.ts';
import { worstOf } from './worst.ts';

export interface GateInput {
  readonly policy: Policy;
  readonly isBaseline: (target: Target) => boolean;
  readonly releases: readonly GateRelease[];
  /** What concerns no single release: edits of the judge beside an update, a lockfile short of its manifest. */
  readonly runFindings: readonly Finding[];
  readonly views: readonly TrustLogView[];
  readonly trust: TrustEntries;
  readonly reviews: ReviewIndex;
  /** Seconds; no more than the policy's freshness. */
  readonly maxAge: number;
  /** Whether the base revision's releases are known, so that `grace` applies. */
  readonly hasBase: boolean;
  /** Seconds since 1970. */
  readonly now: number;
}

export interface GateResult {
  readonly verdict: Verdict;
  readonly releases: readonly ReleaseVerdict[];
  readonly runFindings: readonly Finding[];
  readonly freshness: Freshness;
}

/** The gate: a verdict for every release, from integers and the policy's own anchors only. */
export function gate(input: GateInput): GateResult {
  const judge = prepare(input);
  const releases = input.releases.map((release) => judgeRelease(judge, release));
  const verdict = worstOf([
    ...releases.map((release) => release.verdict),
    ...input.runFindings.map(({ code }) => findings[code].verdict),
    // Where no release shows it, a stale log is still no allow.
    ...(judge.freshness.finding !== null && releases.length === 0 ? ['undecidable' as const] : []),
  ]);
  return { verdict, releases, runFindings: input.runFindings, freshness: judge.freshness };
}

function prepare({ policy, now, ...input }: GateInput): Judge {
  const today = new Date(now * 1000).toISOString().slice(0, 10);
  const freshness = checkFreshness(input.views, {
    quorum: policy.logs.quorum,
    maxAge: Math.min(input.maxAge, policy.logs.freshness),
    grace: input.hasBase ? policy.logs.grace : 0,
    now,
  });
  const impassable = (target: Target, flags: Flags): boolean => {
    const { findings: found } = flagFindings(target, flags);
    if (found.length === 0) return false;
    const entry = { lockfile: '', key: '' };
    const names = found.flatMap(namesOf);
    return waiverFor(policy, { ...target, entry }, names, today) === null;
  };
  const standing = buildStanding({
    trust: input.trust,
    reviews: input.reviews,
    anchors: policy.anchors,
    depth: policy.depth,
    implied: (criterion) => impliedCriteria(policy, criterion),
    isBaseline: input.isBaseline,
    impassable,
    now,
  });
  return { policy, isBaseline: input.isBaseline, standing, freshness, today };
}
