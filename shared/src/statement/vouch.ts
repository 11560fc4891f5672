import * as Type from 'typebox';
import { closed, Instant, Labels, oneOf, signed, Summary } from './fragments.ts';

/**
 * "I know whose key this is, and that they review with care." `review` ends a path, `delegate` extends it and includes
 * `review`.
 */
export const VouchPredicate = closed({
  ...signed,
  role: oneOf('review', 'delegate'),
  keyClass: oneOf('local', 'hardware', 'web'),
  labels: Labels,
  /** At most a year after `date`; and, since `date` is only claimed, after the log time too. */
  expires: Instant,
  summary: Type.Optional(Summary),
});

export type VouchPredicate = Type.Static<typeof VouchPredicate>;
