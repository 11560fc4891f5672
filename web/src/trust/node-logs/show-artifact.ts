import { digestsMatch, type ArtifactDigest } from '@countersign/shared/digest.ts';
import { impliedCriteria } from '@countersign/shared/policy/criteria.ts';
import type { Policy } from '@countersign/shared/policy/policy.ts';
import { sameRelease } from '@countersign/shared/purl/package-key.ts';
import { parsePurl } from '@countersign/shared/purl/purl.ts';
import { isAbout } from '@countersign/shared/trust/flags.ts';
import type { Logged } from '@countersign/shared/trust/logged.ts';
import { revocationsOf, type Revocations } from '@countersign/shared/trust/revocations.ts';
import { buildStanding } from '@countersign/shared/trust/standing.ts';
import type { Target } from '@countersign/shared/trust/target.ts';
import { reviewIndexOf } from './find-release.ts';
import { judgeArtifact, showVerdict, visitorPolicy, type PolicyParts } from './judge-release.ts';
import type { ReleaseQuestion, ShownArtifact, ShownFlag, ShownReview, ShownUnknown } from './node-logs.ts';
import { whyNotCounted } from './not-counted.ts';
import type { TrustEvidence } from './trust-log.ts';

export interface NamedRelease {
  readonly purl: string;
  readonly digest: ArtifactDigest | null;
}

export interface ArtifactInput {
  readonly question: ReleaseQuestion;
  readonly evidence: TrustEvidence;
  readonly keys: PolicyParts['keys'];
  readonly reviews: readonly Logged<'review'>[];
  /** The reviews log does not hold together: nothing in it counts. */
  readonly reviewsRefused: boolean;
  /** Seconds. */
  readonly now: number;
}

interface View extends ArtifactInput {
  readonly target: Target;
  readonly policy: Policy;
  readonly revocations: Revocations;
  /** Ids of the flags on it that stand, by signers within reach. */
  readonly standing: ReadonlySet<string>;
}

/** What is said of one artifact, what of it counts for the visitor, and the verdict. */
export function showArtifact({ purl, digest }: NamedRelease, input: ArtifactInput): ShownArtifact {
  const { question, evidence, keys, now } = input;
  const { view, trust } = evidence;
  const policy = visitorPolicy({ purl, anchors: question.anchors, demand: question.demand, keys });
  const target: Target = { purl: parsePurl(purl), digests: digest ?? {} };
  const reviews = reviewIndexOf(input.reviewsRefused ? [] : input.reviews);
  const { flags } = buildStanding({
    trust,
    reviews,
    anchors: policy.anchors,
    depth: policy.depth,
    implied: (criterion) => impliedCriteria(policy, criterion),
    isBaseline: () => false,
    impassable: () => false,
    now,
  });
  const standing = new Set<string>(flags.on(target).map(({ statement }) => statement.id));
  const shown: View = { ...input, target, policy, revocations: revocationsOf(trust, now), standing };
  const judged =
    question.anchors.length === 0
      ? null
      : showVerdict(judgeArtifact({ policy, purl, digest, view, trust, reviews, now }), question.anchors);
  return {
    purl,
    digest,
    verdict: judged,
    flags: flagsOn(shown),
    reviews: digest === null ? [] : reviewsOf(shown),
    unknown: unknownAbout(shown),
  };
}

const severityOrder = ['malicious', 'suspicious', 'vulnerable', 'unmaintained'];

function flagsOn({ evidence, target, standing, revocations }: View): ShownFlag[] {
  return evidence.flags
    .filter((flag) => isAbout(flag, target))
    .map(({ statement, places }) => ({
      statement,
      index: places[0]?.index ?? 0,
      retracted: revocations.retractedFrom(statement.id, statement.by) !== null,
      counts: standing.has(statement.id),
    }))
    .sort(
      (a, b) =>
        Number(a.retracted) - Number(b.retracted) ||
        // Else strangers' flags bury those of whom the visitor trusts.
        Number(b.counts) - Number(a.counts) ||
        severityOrder.indexOf(a.statement.predicate.severity) -
          severityOrder.indexOf(b.statement.predicate.severity) ||
        b.index - a.index,
    );
}

function reviewsOf(view: View): ShownReview[] {
  const { reviews, target, policy, question, revocations, evidence, standing } = view;
  const flaggedBy = new Set(
    evidence.flags
      .filter(({ statement: { id, predicate } }) => standing.has(id) && isGrave(predicate.severity))
      .map(({ statement }) => statement.by),
  );
  return reviews
    .filter(({ statement: { subject } }) => {
      return (
        digestsMatch(subject.digest, target.digests) && sameRelease(parsePurl(subject.name), target.purl)
      );
    })
    .map((logged) => ({
      statement: logged.statement,
      index: logged.places[0]?.index ?? 0,
      retracted: revocations.retractedFrom(logged.statement.id, logged.statement.by) !== null,
      notCounted: whyNotCounted(logged, {
        demand: question.demand,
        isAnchor: policy.anchors.some(({ signer }) => signer === logged.statement.by),
        implied: (criterion) => impliedCriteria(policy, criterion),
        revocations,
        hasFlagged: flaggedBy.has(logged.statement.by),
        refused: view.reviewsRefused,
      }),
    }))
    .sort(
      (a, b) =>
        Number(a.retracted) - Number(b.retracted) ||
        Number(a.notCounted !== null) - Number(b.notCounted !== null) ||
        b.index - a.index,
    );
}

function isGrave(severity: string): boolean {
  return severity === 'malicious' || severity === 'suspicious';
}

/** Statements about it that this version cannot read, by whomever. */
function unknownAbout({ evidence, target }: View): ShownUnknown[] {
  const { sha256, sha512 } = target.digests;
  return evidence.trust.unknown
    .filter(({ statement: { subject } }) => {
      return (
        (sha256 !== undefined && subject.digest.sha256 === sha256) ||
        (sha512 !== undefined && subject.digest.sha512 === sha512)
      );
    })
    .map(({ statement, places }) => ({ statement, index: places[0]?.index ?? 0 }));
}
