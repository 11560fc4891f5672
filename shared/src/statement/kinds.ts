import type * as Type from 'typebox';
import { CheckpointPredicate } from './checkpoint.ts';
import { FlagPredicate } from './flag.ts';
import { ProfilePredicate } from './profile.ts';
import { ReviewPredicate } from './review.ts';
import { RevocationPredicate } from './revocation.ts';
import { VouchPredicate } from './vouch.ts';

export type LogName = 'reviews' | 'trust';
export const logNames: readonly LogName[] = ['reviews', 'trust'];

export interface Predicates {
  review: ReviewPredicate;
  flag: FlagPredicate;
  vouch: VouchPredicate;
  profile: ProfilePredicate;
  revocation: RevocationPredicate;
  checkpoint: CheckpointPredicate;
}

export type Kind = keyof Predicates;

interface KindDefinition {
  /** The logs that take this kind: `reviews` may be incomplete at a gate, `trust` never. */
  readonly logs: readonly LogName[];
  readonly predicate: Type.TSchema;
}

/** Every kind of statement that this version knows. A changed schema is a new version of the kind. */
export const kinds: Readonly<Record<Kind, KindDefinition>> = {
  review: { logs: ['reviews'], predicate: ReviewPredicate },
  flag: { logs: ['trust'], predicate: FlagPredicate },
  vouch: { logs: ['trust'], predicate: VouchPredicate },
  profile: { logs: ['trust'], predicate: ProfilePredicate },
  revocation: { logs: ['trust'], predicate: RevocationPredicate },
  checkpoint: { logs: ['reviews', 'trust'], predicate: CheckpointPredicate },
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
  if (!Object.hasOwn(kinds, kind) || !kinds[kind].logs.includes(log)) return null;
  return { log, kind };
}
