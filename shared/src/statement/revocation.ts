import * as Type from 'typebox';
import { closed, Instant, Signer, signed, Summary } from './fragments.ts';

/** A time from which on, or `always`: as if it had never counted. */
const Since = Type.Union([Instant, Type.Literal('always')]);

/** Takes a statement back, or a key out of use. Final: nothing revokes a revocation. */
export const RevocationPredicate = Type.Union([
  /** Of a review, vouch or flag of one's own; a vouch's names a time, or `always` for cause. */
  closed({ ...signed, action: Type.Literal('retracted'), since: Since, summary: Type.Optional(Summary) }),
  /** One's own key, which a successor replaces. */
  closed({
    ...signed,
    action: Type.Literal('rotated'),
    since: Instant,
    successor: Signer,
    summary: Type.Optional(Summary),
  }),
  /** One's own key, which somebody else may hold. */
  closed({ ...signed, action: Type.Literal('compromised'), since: Since, summary: Type.Optional(Summary) }),
]);

export type RevocationPredicate = Type.Static<typeof RevocationPredicate>;
