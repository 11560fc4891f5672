import type { LogName } from '../log/log-name.ts';
import type { CheckpointPredicate } from './checkpoint.ts';
import type { FlagPredicate } from './flag.ts';
import type { ProfilePredicate } from './profile.ts';
import type { ReviewPredicate } from './review.ts';
import type { RevocationPredicate } from './revocation.ts';
import type { VouchPredicate } from './vouch.ts';

export interface Predicates {
  review: ReviewPredicate;
  flag: FlagPredicate;
  vouch: VouchPredicate;
  profile: ProfilePredicate;
  revocation: RevocationPredicate;
  checkpoint: CheckpointPredicate;
}

export type Kind = keyof Predicates;

/** The logs that take each kind: `reviews` may be incomplete at a gate, `trust` never. */
export const logsOf: Readonly<Record<Kind, readonly LogName[]>> = {
  review: ['reviews'],
  flag: ['trust'],
  vouch: ['trust'],
  profile: ['trust'],
  revocation: ['trust'],
  checkpoint: ['reviews', 'trust'],
};

/** `urn:countersign:reviews:review:v1` */
export function predicateType(log: LogName, kind: Kind): string {
  return `urn:countersign:${log}:${kind}:v1`;
}

/** The log and kind that a predicate type names, or null when this version does not know it. */
export function knownPredicateType(text: string): { log: LogName; kind: Kind } | null {
  const match = /^urn:countersign:(reviews|trust):([a-z]+):v1$/.exec(text);
  if (!match) return null;
  const log = match[1] as LogName;
  const kind = match[2] as Kind;
  if (!Object.hasOwn(logsOf, kind) || !logsOf[kind].includes(log)) return null;
  return { log, kind };
}
