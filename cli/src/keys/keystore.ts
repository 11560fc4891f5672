import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { signerFromSeed, type SignerId, type SigningKey } from '@countersign/shared/signer/signer.ts';
import type { Home } from '@countersign/shared/platform/node-home.ts';
import {
  checkKeyName,
  checkSeed,
  longestKeyFile,
  parseKeyFile,
  printKeyFile,
  type KeyFile,
} from './key-file.ts';
import { checkNewPassphrase } from './passphrase.ts';
import {
  checkPrivateFolder,
  makePrivateFolder,
  onDisk,
  readPrivateFile,
  writeNewPrivateFile,
} from '../private-file.ts';
import { openSeed, sealSeed } from './sealing.ts';

/**
 * The reviewer's keys, one file each: `<home.data>/keys/NAME.json` (key-file.ts). Nothing here returns or throws a
 * secret, but exportKey, whose purpose it is.
 */

/** What may be shown of a key. For an encrypted key only openKey proves that the signer is its own. */
export interface KeyInfo {
  readonly name: string;
  readonly signer: SignerId;
  readonly encrypted: boolean;
}

/** A key that can be shown, or why not. */
export type ListedKey = KeyInfo | { readonly name: string; readonly problem: CodedError };

/**
 * Makes a new key, encrypted unless `passphrase` is null. Throws `key-name-malformed`, `passphrase-short`,
 * `passphrase-malformed`, `key-permissions`, and `key-exists` rather than replace one.
 */
export async function createKey(home: Home, name: string, passphrase: string | null): Promise<KeyInfo> {
  checkKeyName(name);
  if (passphrase !== null) checkNewPassphrase(passphrase);
  const seed = randomBytes(32);
  const secret = passphrase === null ? { plain: seed } : await sealSeed(seed, passphrase);
  return store(home, { name, signer: signerFromSeed(seed).id, secret });
}

/** Every key, by name. One that cannot be read is listed with its problem and hides no other. */
export function listKeys(home: Home): ListedKey[] {
  if (!checkPrivateFolder(folderOf(home))) return [];
  const names = onDisk(folderOf(home), () => readdirSync(folderOf(home)))
    .filter((file) => file.endsWith('.json') && !file.startsWith('.'))
    .map((file) => file.slice(0, -'.json'.length))
    .toSorted();
  return names.map((name) => {
    try {
      return showKey(home, name);
    } catch (problem) {
      if (!isCoded(problem)) throw problem;
      return { name, problem };
    }
  });
}

/** Throws `key-not-found` and what parseKeyFile and readPrivateFile throw. */
export function showKey(home: Home, name: string): KeyInfo {
  return infoOf(load(home, name));
}

/** The text of the key file, encrypted if the key is: whoever has that of an unencrypted key can sign. */
export function exportKey(home: Home, name: string): string {
  return printKeyFile(load(home, name));
}

/** Takes what exportKey gave, under its own name or another; encrypted or not as it is. Never replaces a key. */
export function importKey(home: Home, text: string, name?: string): KeyInfo {
  const file = parseKeyFile(text);
  return store(home, { ...file, name: name ?? file.name });
}

/**
 * The key, ready to sign. Throws `passphrase-needed` when it is encrypted and `passphrase` is null, `passphrase-wrong`,
 * and `key-signer-mismatch` when the file names another signer than its secret belongs to. The passphrase of an
 * unencrypted key is not looked at.
 */
export async function openKey(home: Home, name: string, passphrase: string | null): Promise<SigningKey> {
  const file = load(home, name);
  if ('plain' in file.secret) return signerFromSeed(file.secret.plain);
  if (passphrase === null)
    throw new CodedError('passphrase-needed', `the key ${name} is encrypted`, { name });
  const seed = await openSeed(file.secret, passphrase);
  checkSeed(file, seed);
  return signerFromSeed(seed);
}

function load(home: Home, name: string): KeyFile {
  const path = keyPath(home, name);
  const text = checkPrivateFolder(folderOf(home)) ? readPrivateFile(path, longestKeyFile) : null;
  if (text === null) {
    throw new CodedError('key-not-found', `there is no key ${name}; see: countersign key list`, {
      name,
    });
  }
  const file = parseKeyFile(text);
  if (file.name !== name)
    throw new CodedError('key-file-malformed', `the file names the key ${file.name}`, { path });
  return file;
}

function store(home: Home, file: KeyFile): KeyInfo {
  const path = keyPath(home, file.name);
  makePrivateFolder(folderOf(home));
  writeNewPrivateFile(path, printKeyFile(file));
  return infoOf(file);
}

function infoOf({ name, signer, secret }: KeyFile): KeyInfo {
  return { name, signer, encrypted: !('plain' in secret) };
}

function folderOf(home: Home): string {
  return join(home.data, 'keys');
}

/** Where the key of that name lies, or would. Throws `key-name-malformed`. */
export function keyPath(home: Home, name: string): string {
  return join(folderOf(home), `${checkKeyName(name)}.json`);
}
