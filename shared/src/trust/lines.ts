import type { SignerId } from '../signer/signer.ts';
import type { TrustEntries } from './logged.ts';
import type { Revocations } from './revocations.ts';

/**
 * The last key of each signer's line of rotations. A step counts only when both sides say so: the old key's `rotated`
 * names the new one, and the new one's profile names the old; else anybody could glue itself to a stranger.
 */
export function rotationLines(
  entries: TrustEntries,
  revocations: Revocations,
): (signer: SignerId) => SignerId {
  const claims = new Map<string, Set<string>>();
  for (const { statement } of entries.profiles) {
    const { predecessor } = statement.predicate;
    if (predecessor === undefined) continue;
    const known = claims.get(statement.by) ?? new Set();
    known.add(predecessor);
    claims.set(statement.by, known);
  }
  return (signer) => {
    const seen = new Set<string>([signer]);
    let last: string = signer;
    for (;;) {
      const here = last;
      const next = [...revocations.successors(here as SignerId)]
        .sort()
        .find((successor) => !seen.has(successor) && claims.get(successor)?.has(here));
      if (next === undefined) return last as SignerId;
      seen.add(next);
      last = next;
    }
  };
}
