import { resolve } from 'node:path';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import type { SigningKey } from '@countersign/shared/signer/signer.ts';
import type { Context } from '../context.ts';
import { openKey, type KeyInfo } from './keystore.ts';
import { checkNewPassphrase, readPassphraseFile } from './passphrase.ts';

const attempts = 3;

/** The passphrase for a new key: from `--passphrase-file`, else asked for twice. Throws `passphrase-mismatch`, `declined`. */
export async function newPassphrase(context: Context): Promise<string> {
  const given = fromFile(context);
  if (given !== null) return given;
  const flag = '--passphrase-file FILE or --no-passphrase';
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const first = answered(await context.terminal.askSecret('A passphrase for the new key', flag));
    try {
      checkNewPassphrase(first);
    } catch (error) {
      if (!isCoded(error, 'passphrase-short', 'passphrase-malformed') || attempt === attempts) throw error;
      context.terminal.notice(error.message);
      continue;
    }
    const second = answered(await context.terminal.askSecret('The same once more', flag));
    if (first === second) return first;
    context.terminal.notice('these two were not the same');
  }
  throw new CodedError('passphrase-mismatch', 'no passphrase was typed twice the same; no key was made');
}

/** The key, ready to sign: asks for the passphrase of an encrypted one unless `--passphrase-file` has it. */
export async function unlockKey(context: Context, { name, encrypted }: KeyInfo): Promise<SigningKey> {
  if (!encrypted) return openKey(context.home, name, null);
  const given = fromFile(context);
  if (given !== null) return openKey(context.home, name, given);
  for (let attempt = 1; ; attempt++) {
    const question = `The passphrase of your key ${name}`;
    const typed = answered(await context.terminal.askSecret(question, '--passphrase-file FILE'));
    try {
      return await openKey(context.home, name, typed);
    } catch (error) {
      if (!isCoded(error, 'passphrase-wrong') || attempt === attempts) throw error;
      context.terminal.notice(error.message);
    }
  }
}

function fromFile({ options, cwd }: Context): string | null {
  return options.passphraseFile === undefined
    ? null
    : readPassphraseFile(resolve(cwd, options.passphraseFile));
}

function answered(text: string | null): string {
  if (text === null) throw new CodedError('declined', 'no passphrase was given');
  return text;
}
