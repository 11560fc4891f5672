import { CodedError } from '@countersign/shared/errors.ts';
import { openKnownEntry } from '@countersign/shared/statement/open.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { Signed } from '@countersign/shared/statement/statement.ts';
import type { ArtifactName, NewEntry } from '../store/store.ts';
import { topicOf } from '../store/topic.ts';
import type { Sha256, Sha512 } from '@countersign/shared/digest.ts';

/** As far as a signer's clock may be ahead of ours; a witness's too (docs/protocol.md, "Time"). */
const toleranceMs = 5 * 60 * 1000;

/**
 * What may go into a log: an entry in its one form, signed well, of a kind that this version knows, not dated in the
 * future. A log's own checkpoints come from the node alone, never from outside. Throws what openKnownEntry throws,
 * `checkpoint-submitted`, `statement-from-future`.
 */
export function admit(bytes: Uint8Array, now: number): { log: LogName; entry: NewEntry } {
  const statement = openKnownEntry(bytes);
  if (statement.kind === 'checkpoint') {
    throw new CodedError('checkpoint-submitted', 'a log writes its checkpoints itself');
  }
  if (Date.parse(statement.predicate.date) > now + toleranceMs) {
    throw new CodedError(
      'statement-from-future',
      'its date is over five minutes ahead: check the clock it was signed by',
      {
        date: statement.predicate.date,
      },
    );
  }
  const { name, digest } = statement.subject;
  const entry: NewEntry = {
    id: statement.id,
    kind: statement.kind,
    by: statement.by,
    subject: { name, sha256: digest.sha256, sha512: digest.sha512 ?? null },
    severity: statement.kind === 'flag' ? statement.predicate.severity : null,
    topic: topicOf(statement),
    names: artifactNames(statement),
    bytes,
  };
  return { log: statement.log, entry };
}

function artifactNames(statement: Signed): ArtifactName[] {
  if (statement.kind !== 'review' && statement.kind !== 'flag') return [];
  const { name, digest } = statement.subject;
  const names: ArtifactName[] = [];
  if (digest.sha512 !== undefined) names.push({ purl: name, sha256: digest.sha256, sha512: digest.sha512 });
  if (statement.kind === 'review' && statement.predicate.scope.kind === 'change') {
    const { purl, sha256, sha512 } = statement.predicate.scope.base;
    names.push({ purl, sha256: sha256 as Sha256, sha512: sha512 as Sha512 });
  }
  return names;
}
