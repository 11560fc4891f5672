import type { Sha256, Sha512, StatementId } from '../digest.ts';
import type { SignerId } from '../signer/signer.ts';
import type { LogName } from '../log/log-name.ts';
import type { Kind, Predicates } from './kinds.ts';

/** What a statement is about. */
export interface Subject {
  /** A purl (review, flag), a signer (profile, vouch, revocation), a statement id (retraction), an origin (checkpoint). */
  readonly name: string;
  /** The artifact's digests; for a retraction the id itself; for all others the SHA-256 of the name. */
  readonly digest: { readonly sha256: Sha256; readonly sha512?: Sha512 };
}

/** A parsed statement: the in-toto Statement v1 less what is the same in all of them. */
export interface StatementOf<K extends Kind> {
  readonly kind: K;
  readonly log: LogName;
  readonly subject: Subject;
  readonly predicate: Predicates[K];
}

export type Statement = { [K in Kind]: StatementOf<K> }[Kind];

/** A statement whose signature was checked. */
export type Signed<S = Statement> = S & {
  readonly id: StatementId;
  readonly by: SignerId;
};

/** Signed well, by a kind or version that this version does not know. It keeps the fields that never move. */
export interface UnknownStatement {
  readonly kind: 'unknown';
  readonly id: StatementId;
  readonly by: SignerId;
  readonly predicateType: string;
  readonly subject: Subject;
}
