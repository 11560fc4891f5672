import * as Type from 'typebox';
import { closed, Criterion, Hex256, Hex512, Level, oneOf, PurlText, signed, Summary } from './fragments.ts';

/** "I read this and accept it." There is no review that rejects: who would reject, flags. */
export const ReviewPredicate = closed({
  ...signed,
  scope: Type.Union([
    /** The whole artifact, with the digest of its tree. */
    closed({ kind: Type.Literal('full'), tree: Hex256 }),
    /** Only what changed since `base`, with the digest of the change. */
    closed({
      kind: Type.Literal('change'),
      base: closed({ purl: PurlText, sha256: Hex256, sha512: Hex512 }),
      change: Hex256,
    }),
  ]),
  criteria: Type.Array(Criterion, { minItems: 1, maxItems: 16, uniqueItems: true }),
  thoroughness: Level,
  understanding: Level,
  method: Type.Union([
    closed({ kind: Type.Literal('human') }),
    closed({ kind: oneOf('assisted', 'automated'), tool: Summary, model: Summary }),
  ]),
  coverage: Type.Union([
    /** Every entry was read: the tree or change digest again. */
    closed({ complete: Hex256 }),
    /** `read` of `entries` entries; `list` is the SHA-256 of their sorted, LF-terminated paths. */
    closed({ read: Type.Integer({ minimum: 0 }), entries: Type.Integer({ minimum: 1 }), list: Hex256 }),
  ]),
  /** The blocking signals that the reviewer saw and accepted, by the signal set's version; 0 is the empty set. */
  signals: closed({
    set: Type.Integer({ minimum: 0 }),
    acknowledged: Type.Array(Criterion, { maxItems: 64, uniqueItems: true }),
  }),
  /** SHA-256 of the text that was affirmed (statement/affirmation.ts). */
  text: Hex256,
  summary: Type.Optional(Summary),
  /** The SHA-256 of a blob with a longer note and line comments. */
  note: Type.Optional(Hex256),
});

export type ReviewPredicate = Type.Static<typeof ReviewPredicate>;
