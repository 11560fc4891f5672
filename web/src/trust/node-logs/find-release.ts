import type { ArtifactDigest, DigestSet } from '@countersign/shared/digest.ts';
import { formatPurl, parsePurl } from '@countersign/shared/purl/purl.ts';
import type { Opened } from '@countersign/shared/statement/open.ts';
import type { Subject } from '@countersign/shared/statement/statement.ts';
import type { SignerId } from '@countersign/shared/signer/signer.ts';
import type { Logged, TrustEntries } from '@countersign/shared/trust/logged.ts';
import type { ReviewIndex } from '@countersign/shared/trust/reviews.ts';
import { revocationsOf } from '@countersign/shared/trust/revocations.ts';
import type { NodeLog } from './node-log.ts';
import type { NodeSource } from './node-source.ts';
import {
  findStatements,
  proveReviews,
  timeReview,
  type AskedStatements,
  type FoundStatement,
  type ProvedReview,
  type Refused,
} from './review-log.ts';

/** How many artifacts in the anchors' chains of changes a page asks the node for. */
const mostBases = 64;

/** Bytes under a name, as at least one statement says. */
export interface NamedBytes {
  readonly purl: string;
  readonly digest: ArtifactDigest;
}

export interface FoundRelease {
  /** Those that statements are about directly, the ones with most statements first. */
  readonly artifacts: readonly NamedBytes[];
  /** All reviews of them, and those of the bases that anchors' chains lead to. */
  readonly reviews: readonly Logged<'review'>[];
  readonly refused: readonly Refused[];
  readonly more: boolean;
  readonly chainCut: boolean;
}

interface Finder {
  readonly source: NodeSource;
  readonly log: NodeLog;
  readonly trust: TrustEntries;
  readonly anchors: readonly { readonly signer: SignerId }[];
  readonly now: number;
}

/** Everything said about a release, by name or by sha256, and what the chains of the anchors' reviews stand on. */
export async function findRelease(finder: Finder, asked: AskedStatements): Promise<FoundRelease> {
  const { source, log, trust, anchors, now } = finder;
  const direct = await findStatements(source, asked);
  const refused = [...direct.refused];
  const proved = new Map<string, ProvedReview>();
  const take = async (found: readonly FoundStatement[]) => {
    const checked = await proveReviews(log, found, now);
    refused.push(...checked.refused);
    for (const review of checked.proved) proved.set(review.logged.statement.id, review);
    return checked.proved;
  };

  const seen = new Set<string>();
  const isAnchor = (by: SignerId) => anchors.some(({ signer }) => signer === by);
  const waiting = basesOf(await take(direct.found), isAnchor);
  let chainCut = false;
  for (let sha256 = waiting.shift(); sha256 !== undefined; sha256 = waiting.shift()) {
    if (seen.has(sha256)) continue;
    if (seen.size >= mostBases) {
      chainCut = true;
      break;
    }
    seen.add(sha256);
    const { found, more } = await findStatements(source, { sha256 });
    chainCut ||= more;
    const own = found.filter(({ statement }) => isAnchor(statement.by) && !proved.has(statement.id));
    waiting.push(...basesOf(await take(own), isAnchor));
  }
  return {
    artifacts: artifactsOf(direct.found.map(({ statement }) => statement)),
    reviews: await timed(log, [...proved.values()], trust, now),
    refused,
    more: direct.more,
    chainCut,
  };
}

function basesOf(reviews: readonly ProvedReview[], isAnchor: (by: SignerId) => boolean): string[] {
  return reviews.flatMap(({ logged: { statement } }) => {
    const { scope } = statement.predicate;
    return scope.kind === 'change' && isAnchor(statement.by) ? [scope.base.sha256] : [];
  });
}

/** Log time matters only where a signer took a key out of use. */
async function timed(
  log: NodeLog,
  reviews: readonly ProvedReview[],
  trust: TrustEntries,
  now: number,
): Promise<Logged<'review'>[]> {
  const revocations = revocationsOf(trust, now);
  const exact: Logged<'review'>[] = [];
  for (const review of reviews) {
    const { statement, time } = review.logged;
    const late = revocations.voids(statement.by, time);
    exact.push((late ? await timeReview(log, review, now) : review).logged);
  }
  return exact;
}

/** One for each pair of name and digests that a review, or a flag on these very bytes, names. */
export function artifactsOf(statements: readonly Opened[]): NamedBytes[] {
  const counted = new Map<string, { named: NamedBytes; count: number }>();
  for (const statement of statements) {
    if (statement.kind !== 'review' && statement.kind !== 'flag') continue;
    const named = namedBytes(statement.subject);
    if (named === null) continue;
    const key = `${named.purl} ${named.digest.sha256} ${named.digest.sha512}`;
    const known = counted.get(key);
    counted.set(key, { named, count: (known?.count ?? 0) + 1 });
  }
  return [...counted.values()].sort((a, b) => b.count - a.count).map(({ named }) => named);
}

function namedBytes({ name, digest: { sha256, sha512 } }: Subject): NamedBytes | null {
  if (sha512 === undefined) return null;
  const purl = parsePurl(name);
  return purl.version === null ? null : { purl: formatPurl(purl), digest: { sha256, sha512 } };
}

/** The lookup that the gate asks for, over reviews in memory. */
export function reviewIndexOf(reviews: readonly Logged<'review'>[]): ReviewIndex {
  return (digests: DigestSet, by) =>
    reviews.filter(({ statement }) => {
      const { sha256, sha512 } = statement.subject.digest;
      return statement.by === by && (sha256 === digests.sha256 || sha512 === digests.sha512);
    });
}
