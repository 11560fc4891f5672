import { CodedError } from '@countersign/shared/errors.ts';
import { fingerprint, type SignerId } from '@countersign/shared/signer/signer.ts';
import { instant } from '@countersign/shared/statement/instant.ts';
import { namedSubject, signStatement, type Draft } from '@countersign/shared/statement/sign.ts';
import { refuseMistakes, wrongChoice } from '../arguments/choices.ts';
import { vouchExpiry } from '../arguments/dates.ts';
import { wrongLabel } from '../arguments/free-text.ts';
import { readSigner } from '../arguments/read-signer.ts';
import { signerLine } from '../arguments/signer-line.ts';
import type { Context } from '../context.ts';
import { unlockKey } from '../keys/ask-passphrase.ts';
import { chooseKey } from '../keys/choose-key.ts';
import { recipientsOf } from '../nodes/recipients.ts';
import { reportSubmission } from '../nodes/report-submission.ts';
import { submit } from '../nodes/submit.ts';
import { consent } from '../project/consent.ts';
import { span } from '../terminal.ts';

export interface VouchOptions {
  readonly signer: string;
  readonly role: string;
  readonly label?: readonly string[];
  readonly expires?: string;
}

const roles = ['review', 'delegate'] as const;
const meaningOf = {
  review: 'review with care',
  delegate: 'review with care, and vouch with care for others',
};
const mostLabels = 64;

/** `countersign trust vouch`: says whose key it is that may be trusted, until when, and with which labels. */
export async function vouch(context: Context, options: VouchOptions): Promise<number> {
  const labels = [...new Set(options.label)].toSorted();
  refuseMistakes([
    wrongChoice('--role', options.role, roles),
    ...labels.map(wrongLabel),
    labels.length > mostLabels ? `--label: at most ${mostLabels}` : null,
  ]);
  const now = context.now();
  const expires = vouchExpiry(options.expires, now);
  const signer = readSigner('SIGNER', options.signer);
  const key = chooseKey(context);
  if (key.signer === signer)
    throw new CodedError('arguments-invalid', `${options.signer} is your own key: nobody vouches for itself`);
  const { nodes } = recipientsOf(context);
  const draft: Draft<'vouch'> = {
    kind: 'vouch',
    log: 'trust',
    subject: namedSubject(signer),
    predicate: {
      date: instant(now),
      role: options.role as (typeof roles)[number],
      keyClass: 'local',
      labels,
      expires,
    },
  };
  showVouch(context, signer, draft.predicate);
  await consent(context, `Vouch for this signer as ${signerLine(key)}, for all to see?`);
  const signed = signStatement(draft, await unlockKey(context, key));
  return reportSubmission(context, await submit(signed, nodes), 1);
}

function showVouch(
  { terminal }: Context,
  signer: SignerId,
  { role, labels, expires }: Draft<'vouch'>['predicate'],
): void {
  terminal.notice([span('strong', signer), `  (${fingerprint(signer)})`]);
  terminal.notice(`  role     ${role}: I know whose key this is, and that they ${meaningOf[role]}`);
  if (labels.length > 0) terminal.notice(`  labels   ${labels.join(', ')}`);
  terminal.notice(`  expires  ${expires}`);
}
