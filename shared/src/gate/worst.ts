import type { Verdict } from './verdict.ts';

/** Best first. `waived` and `allow` both let a release pass. */
const order: readonly Verdict[] = [
  'allow',
  'waived',
  'insufficient',
  'quarantined',
  'blocked',
  'undecidable',
];

/** The worst of some verdicts; an unknown word counts as the worst there is. */
export function worstOf(verdicts: Iterable<Verdict>): Verdict {
  let worst = 0;
  for (const verdict of verdicts) {
    const rank = order.indexOf(verdict);
    worst = Math.max(worst, rank < 0 ? order.length - 1 : rank);
  }
  return order[worst] as Verdict;
}
