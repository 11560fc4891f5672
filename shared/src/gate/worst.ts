import type { Verdict } from './verdict.ts';

/** Best first. `waived` and `allow` both let a release pass. */
export const verdicts: readonly Verdict[] = [
  'allow',
  'waived',
  'insufficient',
  'quarantined',
  'blocked',
  'undecidable',
];

/** 0 is best; a word that nobody knows ranks with the worst. */
export function rankOf(verdict: Verdict): number {
  const rank = verdicts.indexOf(verdict);
  return rank < 0 ? verdicts.length - 1 : rank;
}

/** The worst of some verdicts; an unknown word counts as the worst there is. */
export function worstOf(found: Iterable<Verdict>): Verdict {
  let worst = 0;
  for (const verdict of found) worst = Math.max(worst, rankOf(verdict));
  return verdicts[worst] as Verdict;
}
