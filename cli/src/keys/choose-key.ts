import { CodedError } from '@countersign/shared/errors.ts';
import type { SignerId } from '@countersign/shared/signer/signer.ts';
import type { Context } from '../context.ts';
import { listKeys, type KeyInfo, type ListedKey } from './keystore.ts';

/**
 * The key to sign with: `--key NAME`; else that of `signer`, where only one can sign; else the only one. Throws
 * `key-not-found` or `key-not-named` with the names that there are, and what is wrong with the key that was named.
 */
export function chooseKey({ home, options }: Context, signer?: SignerId): KeyInfo {
  const keys = listKeys(home);
  if (options.key !== undefined) return named(keys, options.key);
  if (signer !== undefined) {
    const own = keys.find((key) => !('problem' in key) && key.signer === signer);
    if (own) return usable(own);
  }
  const [only, ...others] = keys;
  if (!only) {
    throw new CodedError(
      'key-not-found',
      'there is no key yet; make one with: countersign key new --name NAME',
    );
  }
  if (others.length === 0) return usable(only);
  throw new CodedError('key-not-named', `which key? --key takes one of: ${namesOf(keys)}`);
}

function named(keys: readonly ListedKey[], name: string): KeyInfo {
  const found = keys.find((key) => key.name === name);
  if (found) return usable(found);
  const valid =
    keys.length > 0
      ? `--key takes one of: ${namesOf(keys)}`
      : 'make one with: countersign key new --name NAME';
  throw new CodedError('key-not-found', `there is no key ${JSON.stringify(name)}; ${valid}`);
}

function usable(key: ListedKey): KeyInfo {
  if ('problem' in key) throw key.problem;
  return key;
}

function namesOf(keys: readonly ListedKey[]): string {
  return keys.map(({ name }) => name).join(', ');
}
