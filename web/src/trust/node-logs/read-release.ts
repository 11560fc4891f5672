import { parsePurl } from '@countersign/shared/purl/purl.ts';
import { isAbout } from '@countersign/shared/trust/flags.ts';
import type { Logged, TrustEntries } from '@countersign/shared/trust/logged.ts';
import { artifactsOf, findRelease, type NamedBytes } from './find-release.ts';
import { freshness } from './judge-release.ts';
import type { LogLook, Problem, ReleaseAnswer, ReleaseQuestion } from './node-logs.ts';
import type { Session } from './session.ts';
import { showArtifact, type NamedRelease } from './show-artifact.ts';
import type { Progress, TrustEvidence } from './trust-log.ts';

const mostArtifacts = 8;

/** What is said of a release on this node, and the verdict by the visitor's anchors. `now` in seconds. */
export async function readRelease(
  session: Session,
  question: ReleaseQuestion,
  progress: Progress,
  now: () => number,
): Promise<ReleaseAnswer> {
  const heads = await session.heads();
  const open = await session.open();
  await open.replay.sync(progress);
  const evidence = heldToMemory(open.replay.evidence(now()), heads.trust);
  const { view, trust } = evidence;
  const reviewsProblem = heads.reviews.problem ?? otherKey(heads.reviews);

  const { anchors } = question;
  const finder = { source: session.source, log: open.reviews, trust, anchors, now: now() };
  const asked = question.purl === null ? { sha256: question.sha256 ?? '' } : { purl: question.purl };
  const found = await findRelease(finder, asked);
  const named = namedReleases(found.artifacts, question, evidence);
  const keys = { reviews: open.reviews.known.vkey, trust: open.trust.known.vkey, witness: open.witness };
  return {
    artifacts: named.slice(0, mostArtifacts).map((one) =>
      showArtifact(one, {
        question,
        evidence,
        keys,
        reviews: found.reviews,
        reviewsRefused: reviewsProblem !== null,
        now: now(),
      }),
    ),
    artifactsLeft: Math.max(0, named.length - mostArtifacts),
    problem: view.problem ?? staleness(view.seenAt, now()),
    reviewsProblem,
    seenAt: view.seenAt,
    trustSize: view.size,
    refused: found.refused,
    more: found.more,
    chainCut: found.chainCut,
    names: profileNames(trust),
    heads,
  };
}

/** A log under another key than this browser knows is another log, however well it is signed. */
function heldToMemory(evidence: TrustEvidence, look: LogLook): TrustEvidence {
  const problem = evidence.view.problem ?? otherKey(look);
  return { ...evidence, view: { ...evidence.view, problem } };
}

function otherKey({ memory, log }: LogLook): { code: 'log-inconsistent'; message: string } | null {
  if (memory.state !== 'other-key') return null;
  const message = `this node shows another key for its ${log} log than this browser saw on an earlier visit`;
  return { code: 'log-inconsistent', message };
}

function staleness(seenAt: number | null, now: number): Problem | null {
  if (seenAt === null)
    return { code: 'log-stale', message: 'no witness of this node has cosigned its trust log' };
  if (now - seenAt <= freshness) return null;
  return { code: 'log-stale', message: 'its witness last cosigned its trust log more than a day ago' };
}

/**
 * Artifacts that statements name, also those that only a flag of the log names, which the node may have left out of its
 * answer; or the bare name where flags on it are all that there is.
 */
function namedReleases(
  found: readonly NamedBytes[],
  { purl, sha256 }: ReleaseQuestion,
  { flags }: TrustEvidence,
): NamedRelease[] {
  const about = (flag: Logged<'flag'>) =>
    purl === null
      ? flag.statement.subject.digest.sha256 === sha256 && flag.statement.subject.digest.sha512 !== undefined
      : isAbout(flag, { purl: parsePurl(purl), digests: {} });
  const flagged = flags.filter(about);
  const byFlags = artifactsOf(flagged.map(({ statement }) => statement));
  const keyOf = ({ purl: name, digest }: NamedBytes) => `${name} ${digest.sha256} ${digest.sha512}`;
  const known = new Set(found.map(keyOf));
  const all = [...found, ...byFlags.filter((one) => !known.has(keyOf(one)))].filter(
    (one) => purl === null || one.purl === purl,
  );
  if (all.length > 0 || purl === null || flagged.length === 0) return all;
  return [{ purl, digest: null }];
}

/** The name in each signer's newest profile. */
function profileNames({ profiles }: TrustEntries): Record<string, string> {
  const names: Record<string, string> = {};
  for (const { statement } of profiles) names[statement.by] = statement.predicate.name;
  return names;
}
