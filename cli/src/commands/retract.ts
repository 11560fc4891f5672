import { isSha256, type StatementId } from '@countersign/shared/digest.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { fingerprint } from '@countersign/shared/signer/signer.ts';
import { instant } from '@countersign/shared/statement/instant.ts';
import type { Opened } from '@countersign/shared/statement/open.ts';
import { signStatement, statementSubject, type Draft } from '@countersign/shared/statement/sign.ts';
import { signerLine } from '../arguments/signer-line.ts';
import type { Context } from '../context.ts';
import { unlockKey } from '../keys/ask-passphrase.ts';
import { chooseKey } from '../keys/choose-key.ts';
import { findStatement } from '../nodes/find-statement.ts';
import { recipientsOf } from '../nodes/recipients.ts';
import { reportSubmission } from '../nodes/report-submission.ts';
import { submit } from '../nodes/submit.ts';
import { consent } from '../project/consent.ts';
import { span } from '../terminal.ts';

export interface RetractOptions {
  readonly id: string;
  readonly cause?: boolean;
}

const retractable = ['review', 'vouch', 'flag'] as const;

/** `countersign retract`: takes a statement of one's own back, for good; the nodes keep both. */
export async function retract(context: Context, { id, cause = false }: RetractOptions): Promise<number> {
  if (!isSha256(id)) {
    throw new CodedError(
      'arguments-invalid',
      `${JSON.stringify(id)} is no statement id: 64 lower-case hex digits, as review, flag and why print it`,
    );
  }
  const recipients = recipientsOf(context);
  const found = await findStatement(id as string as StatementId, recipients.nodes);
  const key = chooseKey(context, found.by);
  if (key.signer !== found.by) {
    throw new CodedError(
      'arguments-invalid',
      `${id} was signed by ${fingerprint(found.by)}, not by your key ${signerLine(key)}: only its signer can retract it`,
    );
  }
  const { kind } = found;
  if (!isRetractable(kind)) {
    throw new CodedError(
      'arguments-invalid',
      `${id} is a ${kind}: what can be retracted is a ${retractable.join(', ')}`,
    );
  }
  if (cause && kind !== 'vouch') {
    throw new CodedError(
      'arguments-invalid',
      `--cause is for a vouch: a ${kind} that is retracted never counts anyway`,
    );
  }
  const now = instant(context.now());
  const since = kind === 'vouch' && !cause ? now : 'always';
  const draft: Draft<'revocation'> = {
    kind: 'revocation',
    log: 'trust',
    subject: statementSubject(found.id),
    predicate: { action: 'retracted', date: now, since },
  };
  showRetraction(context, found, since);
  await consent(context, `Take it back as ${signerLine(key)}, for good?`);
  const signed = signStatement(draft, await unlockKey(context, key));
  return reportSubmission(context, await submit(signed, recipients.nodes), recipients.mustHold);
}

function showRetraction({ terminal }: Context, { kind, subject, id }: Opened, since: string): void {
  terminal.notice([span('strong', `your ${kind}`), ` of ${subject.name}`]);
  terminal.notice(span('quiet', `  statement ${id}`));
  terminal.notice(since === 'always' ? '  as if it had never counted' : `  from ${since} on`);
}

function isRetractable(kind: Opened['kind']): kind is (typeof retractable)[number] {
  return (retractable as readonly string[]).includes(kind);
}
