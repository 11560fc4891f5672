import * as Type from 'typebox';
import { closed, Labels, Signer, signed, Summary } from './fragments.ts';

/** What a signer says of itself. Labels and accounts accumulate over all its profiles. */
export const ProfilePredicate = closed({
  ...signed,
  name: Summary,
  labels: Labels,
  /** Registry accounts, `npm:alice`: a publisher does not count as a reviewer of its own release. */
  accounts: Type.Array(Type.String({ pattern: '^[a-z]+:[^\\s\\u0000-\\u001f]{1,128}$' }), {
    maxItems: 64,
    uniqueItems: true,
  }),
  /** The key that this one replaces, when that key's `rotated` names this one. */
  predecessor: Type.Optional(Signer),
});

export type ProfilePredicate = Type.Static<typeof ProfilePredicate>;
