import { signerFromSeed } from '@countersign/shared/signer/signer.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseKeyFile, printKeyFile } from './key-file.ts';

const seed = new Uint8Array(32).fill(9);
const { id: signer } = signerFromSeed(seed);
const plain = printKeyFile({ name: 'alice', signer, secret: { plain: seed } });
const sealed = printKeyFile({
  name: 'alice',
  signer,
  secret: { salt: new Uint8Array(16), nonce: new Uint8Array(12), sealed: new Uint8Array(48) },
});

test('a key file has this form', () => {
  expect(plain).toMatchInlineSnapshot(`
    "{
      "version": 1,
      "kind": "countersign-key",
      "name": "alice",
      "signer": "ed25519:_RckOFqgx1tk-3jNYC-h2ZH96_drE8WO1wLqyDXp9hg",
      "secret": {
        "plain": "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk"
      }
    }
    "
  `);
  expect(sealed).toMatchInlineSnapshot(`
    "{
      "version": 1,
      "kind": "countersign-key",
      "name": "alice",
      "signer": "ed25519:_RckOFqgx1tk-3jNYC-h2ZH96_drE8WO1wLqyDXp9hg",
      "secret": {
        "cipher": "scrypt-n17-r8-p1-aes-256-gcm",
        "salt": "AAAAAAAAAAAAAAAAAAAAAA",
        "nonce": "AAAAAAAAAAAAAAAA",
        "sealed": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      }
    }
    "
  `);
});

test('what is printed is read back, and white space after it does not matter', () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  fc.assert(
    fc.property(
      bytes(32),
      bytes(16),
      bytes(12),
      bytes(48),
      fc.constantFrom('', ' ', '\n', '\r\n'),
      (own, salt, nonce, box, end) => {
        for (const secret of [{ plain: own }, { salt, nonce, sealed: box }]) {
          const text = printKeyFile({ name: 'alice', signer: signerFromSeed(own).id, secret });
          expect(printKeyFile(parseKeyFile(text.trimEnd() + end))).toBe(text);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('a key file of a newer version is refused with "update countersign", whatever else it holds', () => {
  for (const text of [
    plain.replace('"version": 1', '"version": 2'),
    '{"kind":"countersign-key","version":99}',
  ]) {
    expect(() => parseKeyFile(text)).toThrow(
      expect.objectContaining({
        code: 'key-file-newer',
        category: 'usage',
        message: expect.stringContaining('update countersign') as unknown,
      }),
    );
  }
});

test.each([
  ['nothing', ''],
  ['half a file', plain.slice(0, 90)],
  ['an array', '[]'],
  ['null', 'null'],
  ['deep nesting', '['.repeat(4000)],
  ['a megabyte', plain + ' '.repeat(1_000_000)],
  ['another kind', plain.replace('countersign-key', 'countersign-policy')],
  ['version 0', plain.replace('"version": 1', '"version": 0')],
  ['a version as text', plain.replace('"version": 1', '"version": "1"')],
  ['an unknown field', plain.replace('"name"', '"note": "x",\n  "name"')],
  ['a field twice', plain.replace('"name": "alice"', '"name": "mallory",\n  "name": "alice"')],
  ['a field in __proto__', plain.replace('"name": "alice"', '"__proto__": { "name": "alice" }')],
  ['other white space', plain.replaceAll('  ', '\t')],
  ['a name that leads out of the folder', plain.replace('"alice"', '"../alice"')],
  ['a name that is a number', plain.replace('"alice"', '7')],
  ['a signer of a security key', plain.replace(signer, signer.replace('ed25519', 'sk-ed25519'))],
  ['no signer', plain.replace(signer, '')],
  ['a short seed', plain.replace(/("plain": ")..../, '$1')],
  ['a padded seed', plain.replace(/("plain": ".*)"/, '$1="')],
  ['no secret', plain.replace('"plain"', '"plane"')],
  ['a secret that is text', plain.replace(/"secret": \{[^}]*\}/, '"secret": "x"')],
  [
    'both kinds of secret',
    sealed.replace('"cipher"', '"plain": "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk",\n    "cipher"'),
  ],
  ['weaker scrypt', sealed.replace('n17', 'n01')],
  ['endless scrypt', sealed.replace('n17', 'n40')],
  ['a short tag', sealed.replace(/("sealed": ")..../, '$1')],
  ['no nonce', sealed.replace(/ *"nonce".*\n/, '')],
])('a key file with %s is refused', (_, text) => {
  expect(() => parseKeyFile(text)).toThrow(expect.objectContaining({ code: 'key-file-malformed' }));
});

test('a key file with another cipher is told which one there is', () => {
  expect(() => parseKeyFile(sealed.replace('n17', 'n18'))).toThrow('cipher is scrypt-n17-r8-p1-aes-256-gcm');
});
