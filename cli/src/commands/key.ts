import { resolve } from 'node:path';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { fingerprint } from '@countersign/shared/signer/signer.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit.ts';
import { newPassphrase } from '../keys/ask-passphrase.ts';
import { checkKeyName, longestKeyFile } from '../keys/key-file.ts';
import {
  createKey,
  exportKey,
  importKey,
  keyPath,
  listKeys,
  showKey,
  type KeyInfo,
} from '../keys/keystore.ts';
import { readUpTo } from '../read-file.ts';
import { span } from '../terminal.ts';
import { jsonText } from '../report/json-text.ts';

/** `countersign key new`: makes a key and prints its signer. */
export async function keyNew(
  context: Context,
  options: { name: string; passphrase: boolean },
): Promise<number> {
  const { home, terminal } = context;
  checkKeyName(options.name);
  if (!options.passphrase && context.options.passphraseFile !== undefined) {
    throw new CodedError('arguments-invalid', '--no-passphrase and --passphrase-file: choose one');
  }
  if (listKeys(home).some(({ name }) => name === options.name)) {
    throw new CodedError('key-exists', `there is a key ${options.name} already; see: countersign key list`);
  }
  const passphrase = options.passphrase ? await newPassphrase(context) : null;
  const key = await createKey(home, options.name, passphrase);
  printKey(context, key);
  terminal.hint(`kept in ${keyPath(home, key.name)}${key.encrypted ? ', encrypted' : ''}`);
  if (!key.encrypted) terminal.hint('it is not encrypted: whoever reads that file can sign as you');
  terminal.hint(`a copy for a safe place:  countersign key export ${key.name} > ${key.name}.json`);
  return exitCodes.allow;
}

/** `countersign key list`: one that cannot be used is listed with the reason. */
export async function keyList({ home, terminal, options }: Context): Promise<number> {
  const keys = listKeys(home);
  if (options.format === 'json') {
    const shown = keys.map((key) =>
      'problem' in key
        ? { name: key.name, problem: key.problem.code }
        : { ...key, fingerprint: fingerprint(key.signer) },
    );
    terminal.document(jsonText({ version: 1, keys: shown }));
    return exitCodes.allow;
  }
  const width = Math.max(0, ...keys.map(({ name }) => name.length));
  for (const key of keys) {
    const name = key.name.padEnd(width);
    if ('problem' in key) {
      terminal.result([
        `${name}  `,
        span('bad', 'unusable'),
        `  ${key.problem.message} [${key.problem.code}]`,
      ]);
    } else {
      const state = key.encrypted ? 'encrypted' : 'not encrypted';
      terminal.result([`${name}  ${key.signer}  `, span('quiet', `${fingerprint(key.signer)}  ${state}`)]);
    }
  }
  if (keys.length === 0) terminal.hint('no key yet; make one with: countersign key new --name NAME');
  return exitCodes.allow;
}

/** `countersign key show`: the signer alone, for scripts. */
export async function keyShow(context: Context, name: string): Promise<number> {
  const key = showKey(context.home, name);
  printKey(context, key);
  context.terminal.detail(`fingerprint ${fingerprint(key.signer)}`);
  return exitCodes.allow;
}

/** `countersign key export`: the key file itself. */
export async function keyExport({ home, terminal }: Context, name: string): Promise<number> {
  const { encrypted } = showKey(home, name);
  terminal.document(exportKey(home, name));
  terminal.hint(
    encrypted
      ? 'encrypted: it is of use only with its passphrase'
      : 'not encrypted: whoever has this can sign as you; keep it as you would a password',
  );
  return exitCodes.allow;
}

/** `countersign key import`: takes what `key export` printed; never replaces a key. */
export async function keyImport(context: Context, options: { file: string; name?: string }): Promise<number> {
  const { home, terminal, cwd } = context;
  const bytes = readUpTo(resolve(cwd, options.file), longestKeyFile + 1, 'key-file-unreadable');
  const key = importKey(home, fromUtf8(bytes), options.name);
  printKey(context, key);
  terminal.hint(`kept in ${keyPath(home, key.name)}${key.encrypted ? ', encrypted' : ''}`);
  if (!key.encrypted) terminal.hint('it is not encrypted: whoever reads that file can sign as you');
  return exitCodes.allow;
}

function printKey({ terminal, options }: Context, key: KeyInfo): void {
  if (options.format === 'json') {
    terminal.document(jsonText({ version: 1, ...key, fingerprint: fingerprint(key.signer) }));
  } else {
    terminal.result(key.signer);
  }
}
