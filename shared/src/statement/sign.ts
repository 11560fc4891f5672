import { toCanonicalJson } from '../bytes/canonical-json.ts';
import { toUtf8 } from '../bytes/text.ts';
import { sha256Hex, type ArtifactDigest, type StatementId } from '../digest.ts';
import type { SigningKey } from '../signer/signer.ts';
import { encodeEntry, preAuthEncoding } from './envelope.ts';
import type { LogName } from '../log/log-name.ts';
import { predicateType, type Kind, type Predicates } from './kinds.ts';
import { openKnownEntry } from './open.ts';
import type { Signed, Subject } from './statement.ts';

type WithoutSigner<P> = P extends unknown ? Omit<P, 'by' | 'form'> : never;

/** What the author of a statement fills in; who signs, and how, comes from the key. */
export interface Draft<K extends Kind> {
  readonly kind: K;
  readonly log: LogName;
  readonly subject: Subject;
  readonly predicate: WithoutSigner<Predicates[K]>;
}

export function artifactSubject(purl: string, digest: ArtifactDigest): Subject {
  return { name: purl, digest: { sha256: digest.sha256, sha512: digest.sha512 } };
}

export function statementSubject(id: StatementId): Subject {
  return { name: id, digest: { sha256: id as string as ArtifactDigest['sha256'] } };
}

/** A signer, an origin, or a package without a version. */
export function namedSubject(name: string): Subject {
  return { name, digest: { sha256: sha256Hex(name) } };
}

/** The payload of a draft: an in-toto Statement in RFC 8785 form. */
export function payloadOf<K extends Kind>(draft: Draft<K>, key: Pick<SigningKey, 'id' | 'form'>): Uint8Array {
  return toUtf8(
    toCanonicalJson({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [draft.subject],
      predicateType: predicateType(draft.log, draft.kind),
      predicate: { ...draft.predicate, by: key.id, form: key.form },
    }),
  );
}

/** Signs a draft and reads the entry back as everybody will: what this returns, every node and gate accepts. */
export function signStatement<K extends Kind>(
  draft: Draft<K>,
  key: SigningKey,
): { entry: Uint8Array; statement: Signed } {
  const payload = payloadOf(draft, key);
  const entry = encodeEntry({ payload, signature: key.sign(preAuthEncoding(payload)) });
  return { entry, statement: openKnownEntry(entry) };
}
