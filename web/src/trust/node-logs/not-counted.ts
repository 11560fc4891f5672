import type { Demand } from '@countersign/shared/policy/rules.ts';
import { levels } from '@countersign/shared/statement/levels.ts';
import type { Logged } from '@countersign/shared/trust/logged.ts';
import type { Revocations } from '@countersign/shared/trust/revocations.ts';
import type { NotCounted } from './node-logs.ts';

interface Circumstances {
  readonly demand: Demand;
  readonly isAnchor: boolean;
  readonly implied: (criterion: string) => ReadonlySet<string>;
  readonly revocations: Revocations;
  /** Its signer raised a grave flag on the same artifact, which stands. */
  readonly hasFlagged: boolean;
  readonly refused: boolean;
}

/**
 * The reason why a review is no step for this demand, for people; shared/trust/reviews.ts decides, and a test holds this
 * to it.
 */
export function whyNotCounted(
  { statement, time }: Logged<'review'>,
  { demand, isAnchor, implied, revocations, hasFlagged, refused }: Circumstances,
): NotCounted | null {
  const { by, id, predicate } = statement;
  if (refused) return 'log-refused';
  if (revocations.retractedFrom(id, by) !== null) return 'retracted';
  if (!isAnchor) return 'not-an-anchor';
  if (revocations.voids(by, time)) return 'key-void';
  if (hasFlagged) return 'signer-flagged';
  if (predicate.method.kind === 'automated') return 'automated';
  if (!('complete' in predicate.coverage)) return 'incomplete';
  const level = levels.indexOf(predicate.thoroughness);
  if (predicate.thoroughness === 'none' || level < levels.indexOf(demand.thoroughness)) return 'thoroughness';
  if (!predicate.criteria.some((criterion) => implied(criterion).has(demand.criterion))) return 'criterion';
  return null;
}
