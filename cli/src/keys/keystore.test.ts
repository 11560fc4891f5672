import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import type { CodedError } from '@countersign/shared/errors.ts';
import { signerFromSeed, verifySignature } from '@countersign/shared/signer/signer.ts';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { countersignHome, type Home } from '@countersign/shared/platform/node-home.ts';
import { printKeyFile } from './key-file.ts';
import { createKey, exportKey, importKey, listKeys, openKey, showKey } from './keystore.ts';

const passphrase = 'correct horse battery';
const message = toUtf8('read and accepted');
const seed = new Uint8Array(32).fill(9);
const plainFile = printKeyFile({ name: 'alice', signer: signerFromSeed(seed).id, secret: { plain: seed } });

let home: Home;
let folder: string;
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'countersign-keys-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  home = countersignHome({ COUNTERSIGN_HOME: join(root, "o'home") });
  folder = join(home.data, 'keys');
});

function coded(code: string): unknown {
  return expect.objectContaining({ code });
}

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

test('a new key signs after it was opened with its passphrase, and its files are private', async () => {
  const created = await createKey(home, 'alice', passphrase);
  const key = await openKey(home, 'alice', passphrase);
  expect(created).toEqual({ name: 'alice', signer: key.id, encrypted: true });
  expect(verifySignature(key.id, key.form, message, key.sign(message))).toBe(true);
  expect([modeOf(folder), modeOf(join(folder, 'alice.json'))]).toEqual(['700', '600']);
  expect(readdirSync(folder)).toEqual(['alice.json']);
});

test('a wrong passphrase, another composition aside, is refused, and none is asked for', async () => {
  await createKey(home, 'alice', 'caf\u00e9 au lait');
  await expect(openKey(home, 'alice', 'cafe au lait')).rejects.toThrow(coded('passphrase-wrong'));
  await expect(openKey(home, 'alice', '')).rejects.toThrow(coded('passphrase-wrong'));
  await expect(openKey(home, 'alice', null)).rejects.toThrow(coded('passphrase-needed'));
  const { signer } = showKey(home, 'alice');
  expect((await openKey(home, 'alice', 'cafe\u0301 au lait')).id).toBe(signer);
});

test('a tampered file is refused, whichever part of its secret was changed', async () => {
  await createKey(home, 'alice', passphrase);
  const path = join(folder, 'alice.json');
  const text = readFileSync(path, 'utf8');
  for (const part of ['salt', 'nonce', 'sealed']) {
    const changed = text.replace(new RegExp(`("${part}": ")(.)`), (_, before: string, first: string) => {
      return before + (first === 'A' ? 'B' : 'A');
    });
    expect(changed).not.toBe(text);
    writeFileSync(path, changed);
    await expect(openKey(home, 'alice', passphrase)).rejects.toThrow(coded('passphrase-wrong'));
  }
});

test('a swapped signer is noticed before anything is signed in its name', async () => {
  const alice = await createKey(home, 'alice', passphrase);
  const mallory = await createKey(home, 'mallory', null);
  const path = join(folder, 'alice.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace(alice.signer, mallory.signer));
  await expect(openKey(home, 'alice', passphrase)).rejects.toThrow(coded('key-signer-mismatch'));

  const plain = join(folder, 'mallory.json');
  writeFileSync(plain, readFileSync(plain, 'utf8').replace(mallory.signer, alice.signer));
  expect(() => showKey(home, 'mallory')).toThrow(coded('key-signer-mismatch'));
});

test('a file put under another name is refused', () => {
  importKey(home, plainFile);
  writeFileSync(join(folder, 'bob.json'), plainFile, { mode: 0o600 });
  expect(() => showKey(home, 'bob')).toThrow(coded('key-file-malformed'));
});

test('a link is not followed, even to a good key file', () => {
  const elsewhere = join(home.data, '..', 'elsewhere.json');
  writeFileSync(elsewhere, plainFile, { mode: 0o600 });
  importKey(home, plainFile, 'bob');
  symlinkSync(elsewhere, join(folder, 'alice.json'));
  expect(() => showKey(home, 'alice')).toThrow(coded('key-file-malformed'));
});

test.each([0o640, 0o604, 0o620, 0o644, 0o660])(
  'a key file with loose permissions %o is refused, with the command',
  async (mode) => {
    importKey(home, plainFile);
    const path = join(folder, 'alice.json');
    chmodSync(path, mode);
    const fix = `chmod 600 '${path.replace("'", `'\\''`)}'`;
    await expect(openKey(home, 'alice', null)).rejects.toThrow(
      expect.objectContaining({ code: 'key-permissions', message: expect.stringContaining(fix) as unknown }),
    );
  },
);

test('a key folder that others can enter is refused, for reading and for a new key', async () => {
  importKey(home, plainFile);
  chmodSync(folder, 0o755);
  const refusal = expect.objectContaining({
    message: expect.stringContaining('chmod 700 ') as unknown,
  }) as unknown;
  expect(() => showKey(home, 'alice')).toThrow(refusal);
  expect(() => listKeys(home)).toThrow(refusal);
  await expect(createKey(home, 'bob', null)).rejects.toThrow(refusal);
  expect(readdirSync(folder)).toEqual(['alice.json']);
});

test('the files are private whatever the umask says', () => {
  const before = process.umask(0);
  onTestFinished(() => void process.umask(before));
  importKey(home, plainFile);
  expect([modeOf(home.data), modeOf(folder), modeOf(join(folder, 'alice.json'))]).toEqual([
    '700',
    '700',
    '600',
  ]);
});

test('an existing name is not overwritten, neither by a new key nor by an import', async () => {
  importKey(home, plainFile);
  await expect(createKey(home, 'alice', null)).rejects.toThrow(coded('key-exists'));
  expect(() => importKey(home, plainFile)).toThrow(coded('key-exists'));
  symlinkSync('/nowhere', join(folder, 'carol.json'));
  expect(() => importKey(home, plainFile, 'carol')).toThrow(coded('key-exists'));
  expect(readFileSync(join(folder, 'alice.json'), 'utf8')).toBe(plainFile);
  expect(readdirSync(folder)).toEqual(['alice.json', 'carol.json']);
});

test.each([
  '',
  '.',
  '..',
  '../alice',
  'a/b',
  'Alice',
  'alice.json',
  '-alice',
  'ali ce',
  'é',
  'a\n',
  'a'.repeat(65),
])('the key name %j is refused', async (name) => {
  await expect(createKey(home, name, null)).rejects.toThrow(coded('key-name-malformed'));
  await expect(openKey(home, name, null)).rejects.toThrow(coded('key-name-malformed'));
  expect(() => importKey(home, plainFile, name)).toThrow(coded('key-name-malformed'));
});

test('a short passphrase, or one of several lines, makes no key', async () => {
  await expect(createKey(home, 'alice', 'seven77')).rejects.toThrow(coded('passphrase-short'));
  await expect(createKey(home, 'alice', '🔑🔑🔑🔑')).rejects.toThrow(coded('passphrase-short'));
  await expect(createKey(home, 'alice', 'two lines\nof it')).rejects.toThrow(coded('passphrase-malformed'));
  expect(listKeys(home)).toEqual([]);
});

test('an exported key is imported on another machine, under another name, as encrypted as it was', async () => {
  const { signer } = await createKey(home, 'alice', passphrase);
  const text = exportKey(home, 'alice');
  const other = countersignHome({ COUNTERSIGN_HOME: join(home.data, 'other') });
  expect(importKey(other, text, 'alice-laptop')).toEqual({ name: 'alice-laptop', signer, encrypted: true });
  expect((await openKey(other, 'alice-laptop', passphrase)).id).toBe(signer);
  expect(exportKey(home, 'alice')).toBe(readFileSync(join(folder, 'alice.json'), 'utf8'));
});

test('a broken file in the folder is listed with its problem and hides no other key', () => {
  importKey(home, plainFile);
  importKey(home, plainFile, 'zoe');
  writeFileSync(join(folder, 'broken.json'), '{', { mode: 0o600 });
  writeFileSync(join(folder, 'notes.txt'), 'not a key');
  symlinkSync(join(folder, 'zoe.json'), join(folder, 'linked.json'));
  const { id: signer } = signerFromSeed(seed);
  expect(listKeys(home)).toEqual([
    { name: 'alice', signer, encrypted: false },
    { name: 'broken', problem: coded('key-file-malformed') },
    { name: 'linked', problem: coded('key-file-malformed') },
    { name: 'zoe', signer, encrypted: false },
  ]);
});

test('a key that is not there, and a folder in its place, end in a code', () => {
  expect(listKeys(home)).toEqual([]);
  expect(() => showKey(home, 'alice')).toThrow(coded('key-not-found'));
  importKey(home, plainFile);
  expect(() => showKey(home, 'bob')).toThrow(coded('key-not-found'));
  const inTheWay = countersignHome({ COUNTERSIGN_HOME: join(folder, 'alice.json') });
  expect(() => importKey(inTheWay, plainFile)).toThrow(coded('key-store-unavailable'));
});

test('neither what is shown nor any error holds the secret', async () => {
  importKey(home, plainFile);
  const sealed = await createKey(home, 'sealed', passphrase);
  const secret = Buffer.from(seed).toString('base64url');
  const errors = [
    await openKey(home, 'sealed', 'a wrong passphrase').catch((error: CodedError) => error),
    await createKey(home, 'alice', passphrase).catch((error: CodedError) => error),
  ];
  for (const text of [
    plainFile.slice(0, -3),
    plainFile.replace('"version": 1', '"version": 2'),
    `${plainFile}x`,
  ]) {
    expect(() => importKey(home, text)).toThrow(
      expect.toSatisfy((error: unknown) => !inspect(error, { depth: 9 }).includes(secret)) as Error,
    );
  }
  const shown = inspect([errors, listKeys(home), showKey(home, 'alice'), sealed], {
    depth: 9,
    showHidden: true,
  });
  expect(shown).not.toContain(secret);
  expect(shown).not.toContain(passphrase);
  expect(shown).not.toContain('a wrong passphrase');
});
