import type { DigestSet } from '../digest.ts';
import type { SignerId } from '../signer/signer.ts';
import { levels } from '../statement/levels.ts';
import type { Asked } from './independence.ts';
import type { Logged } from './logged.ts';
import type { Revocations } from './revocations.ts';

/**
 * One signer's reviews by the digests of the artifact that they accept; the caller checks which of them count. By signer,
 * because anybody may review anything: a judge must not pay for those whose word does not count.
 */
export type ReviewIndex = (digests: DigestSet, by: SignerId) => readonly Logged<'review'>[];

/**
 * Whether a review may be a step of a basis: complete, not automated, thorough enough, of the criterion asked for, and
 * not taken back, neither itself nor by what became of its key.
 */
export function reviewCounts(
  { statement, time }: Logged<'review'>,
  asked: Asked,
  revocations: Revocations,
  implied: (criterion: string) => ReadonlySet<string>,
): boolean {
  const { by, id, predicate } = statement;
  if (predicate.method.kind === 'automated') return false;
  if (!('complete' in predicate.coverage)) return false;
  if (predicate.thoroughness === 'none') return false;
  if (levels.indexOf(predicate.thoroughness) < levels.indexOf(asked.thoroughness)) return false;
  if (!predicate.criteria.some((criterion) => implied(criterion).has(asked.criterion))) return false;
  return !revocations.voids(by, time) && revocations.retractedFrom(id, by) === null;
}
