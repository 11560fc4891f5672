import type { Policy } from '@countersign/shared/policy/policy.ts';
import { fingerprint, type SignerId } from '@countersign/shared/signer/signer.ts';
import type { Logged } from '@countersign/shared/trust/logged.ts';

/** How a signer is shown: a name and a fingerprint, so that two signers never look alike. */
export type Names = (signer: SignerId) => string;

/** The policy's own name; else the one that its newest profile claims, marked so; else the fingerprint alone. */
export function signerNames(policy: Pick<Policy, 'anchors'>, profiles: readonly Logged<'profile'>[]): Names {
  const own = new Map(policy.anchors.map(({ signer, name }) => [signer, name]));
  const claimed = new Map<SignerId, { name: string; date: string }>();
  for (const { statement } of profiles) {
    const { name, date } = statement.predicate;
    const known = claimed.get(statement.by);
    if (!known || known.date < date) claimed.set(statement.by, { name, date });
  }
  return (signer) => {
    const name = own.get(signer);
    const mark = fingerprint(signer);
    if (name !== undefined) return `${name} (${mark})`;
    const claim = claimed.get(signer);
    return claim ? `unverified "${claim.name}" (${mark})` : mark;
  };
}
