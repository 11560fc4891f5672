import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { encodeEntry } from '@countersign/shared/statement/envelope.ts';
import { payloadOf, signStatement } from '@countersign/shared/statement/sign.ts';
import type { DraftedKind, Unsigned } from '@countersign/shared/statement/unsigned.ts';
import { signerLine } from '../arguments/signer-line.ts';
import type { Context } from '../context.ts';
import { unlockKey } from '../keys/ask-passphrase.ts';
import type { KeyInfo } from '../keys/keystore.ts';
import type { Recipients } from '../nodes/recipients.ts';
import { submit, type Submission } from '../nodes/submit.ts';
import { consent } from '../project/consent.ts';

/** Whose statement it will be, and where it goes. */
export interface Signing {
  readonly key: KeyInfo;
  readonly recipients: Recipients;
}

const signatureLength = 64;

/** Throws `entry-too-large` before anybody is asked to sign what no node takes. */
export function checkFits({ draft }: Unsigned, { key }: Signing): void {
  const payload = payloadOf<DraftedKind>(draft, { id: key.signer, form: 'raw' });
  encodeEntry({ payload, signature: new Uint8Array(signatureLength) });
}

/**
 * Asks the person at the terminal, who was shown what it says. The question itself says what matters most: what was shown
 * may have scrolled away. Throws `declined`.
 */
export async function askToSign(context: Context, { draft }: Unsigned, { key }: Signing): Promise<void> {
  const question =
    draft.kind === 'flag'
      ? `Raise this flag as ${signerLine(key)}: ${draft.subject.name} is ${draft.predicate.severity}, for all to see?`
      : `Sign this as ${signerLine(key)}, for good and for all to see?`;
  await consent(context, question);
}

/** Signs, and sends it with its note to every recipient; `onSigned` is told in between. */
export async function signAndSubmit(
  context: Context,
  { draft, note }: Unsigned,
  { key, recipients }: Signing,
  onSigned: () => void = () => {},
): Promise<Submission> {
  const signed = signStatement<DraftedKind>(draft, await unlockKey(context, key));
  onSigned();
  return submit(signed, recipients.nodes, note === null ? null : toUtf8(note));
}

/** How many recipients have to hold it: a gate may miss a review, never a flag. */
export function neededOf({ draft }: Unsigned, { recipients }: Signing): number {
  return draft.kind === 'flag' ? recipients.mustHold : 1;
}
