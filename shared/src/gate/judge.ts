import { findings } from '../policy/findings.ts';
import { ruleFor, type Demand } from '../policy/rules.ts';
import type { Policy } from '../policy/policy.ts';
import { waiverFor } from '../policy/waivers.ts';
import { isPinned } from '../digest.ts';
import type { Measured } from '../trust/independence.ts';
import type { Standing } from '../trust/standing.ts';
import type { Target } from '../trust/target.ts';
import { namesOf } from './finding-names.ts';
import { flagFindings } from './flag-findings.ts';
import type { Freshness } from './freshness.ts';
import type { Finding, GateRelease, MeasuredDemand, ReleaseVerdict, Warning } from './verdict.ts';
import { worstOf } from './worst.ts';

export interface Judge {
  readonly policy: Policy;
  readonly isBaseline: (target: Target) => boolean;
  readonly standing: Standing;
  readonly freshness: Freshness;
  /** The UTC day, `2026-11-22`: what waivers expire by. */
  readonly today: string;
}

/** The verdict on one release, in the order of docs/protocol.md, "Verdict". */
export function judgeRelease(judge: Judge, release: GateRelease): ReleaseVerdict {
  const { policy, standing } = judge;
  const log = checkLog(judge.freshness, release);
  const bytes = checkPin(release);
  const flags = flagFindings(release.target, standing.flags);
  const baseline = judge.isBaseline(release.target);
  const rule = ruleFor(policy, release.target.purl);
  const demands = (rule?.demands ?? []).map((demand) => measure(standing, release.target, demand));
  // What names no bytes cannot be measured either: that it is unpinned says it all.
  const unpinned = bytes.some(({ code }) => code === 'unpinned');
  const evidence = baseline || unpinned || release.bundled ? [] : checkEvidence(rule !== null, demands);

  const found = [...log.findings, ...bytes, ...flags.findings, ...evidence];
  // Step 5, the waiver.
  const artifact = { ...release.target, entry: release.entry };
  const waiver = waiverFor(policy, artifact, found.flatMap(namesOf), judge.today);
  const verdict =
    waiver && found.every(({ code }) => findings[code].waiver !== 'never')
      ? 'waived'
      : worstOf(found.map(({ code }) => findings[code].verdict));
  const warnings = [...log.warnings, ...flags.warnings];
  return { release, verdict, findings: found, warnings, rule, demands, baseline, waiver };
}

/** Step 1: the trust log is fresh and complete, or stale within grace for a release that the base has too. */
function checkLog(
  { finding, graced }: Freshness,
  release: GateRelease,
): { findings: Finding[]; warnings: Warning[] } {
  if (finding === null) return { findings: [], warnings: [] };
  if (graced !== null && release.unchanged) return { findings: [], warnings: [graced] };
  return { findings: [finding], warnings: [] };
}

/** Step 2: the lockfile says which bytes, and says it once. */
function checkPin(release: GateRelease): Finding[] {
  if (release.bundled || isPinned(release.target.digests) || release.problems.length > 0)
    return [...release.problems];
  return [{ code: 'unpinned', message: 'the lockfile pins it by neither sha256 nor sha512' }];
}

/** Step 4, unless a baseline entry exempts it: a rule matches, and each of its demands is met, measured alone. */
function checkEvidence(hasRule: boolean, demands: readonly MeasuredDemand[]): Finding[] {
  if (!hasRule || demands.length === 0) {
    return [{ code: 'no-rule', message: 'no rule of the policy matches it' }];
  }
  const short = demands.filter(({ met }) => !met);
  if (short.length === 0) return [];
  const message = short
    .map(
      ({ demand, measured }) =>
        `${measured.kappa} of ${demand.kappa} parties for ${demand.criterion} (${demand.thoroughness} or more)`,
    )
    .join('; ');
  return [{ code: 'demand-unmet', message }];
}

function measure(standing: Standing, target: Target, demand: Demand): MeasuredDemand {
  const measured: Measured = isPinned(target.digests)
    ? standing.independence.measure(target, demand)
    : { kappa: 0, parties: [] };
  return { demand, measured, met: measured.kappa >= demand.kappa };
}
