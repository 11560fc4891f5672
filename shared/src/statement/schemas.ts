import type * as Type from 'typebox';
import { CheckpointPredicate } from './checkpoint.ts';
import { FlagPredicate } from './flag.ts';
import type { Kind } from './kinds.ts';
import { ProfilePredicate } from './profile.ts';
import { ReviewPredicate } from './review.ts';
import { RevocationPredicate } from './revocation.ts';
import { VouchPredicate } from './vouch.ts';

/** The schema of each kind's predicate, version 1. A changed schema, a new enum value included, is a new version. */
export const predicateSchemas: Readonly<Record<Kind, Type.TSchema>> = {
  review: ReviewPredicate,
  flag: FlagPredicate,
  vouch: VouchPredicate,
  profile: ProfilePredicate,
  revocation: RevocationPredicate,
  checkpoint: CheckpointPredicate,
};
