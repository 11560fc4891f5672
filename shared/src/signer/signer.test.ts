import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { toBase64Url } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/compare.ts';
import { fromHex, toHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/text.ts';
import { fingerprint, hasSoundKey, parseSigner, signerFromSeed, verifySignature } from './signer.ts';
import type { SignatureForm } from './signer.ts';

// RFC 8032 section 7.1, test 2.
const seed = fromHex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 32);
const publicKey = fromHex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 32);
const signature = fromHex(
  '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
    '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  64,
);
const text = `ed25519:${toBase64Url(publicKey)}`;

function hardware(application: string, key = publicKey): string {
  return `sk-ed25519:${toBase64Url(concatBytes(key, toUtf8(application)))}`;
}

test('a seed signs as RFC 8032 says, and the signature verifies', () => {
  const key = signerFromSeed(seed);
  expect(key.id).toBe(text);
  expect(key.form).toBe('raw');
  expect(toHex(key.sign(Uint8Array.of(0x72)))).toBe(toHex(signature));
  expect(verifySignature(key.id, 'raw', Uint8Array.of(0x72), signature)).toBe(true);
  expect(verifySignature(key.id, 'raw', Uint8Array.of(0x73), signature)).toBe(false);
});

test('a signing key keeps its seed: neither printing it nor changing the given bytes reaches it', () => {
  const own = Uint8Array.from(seed);
  const key = signerFromSeed(own);
  own.fill(0);
  expect(toHex(key.sign(Uint8Array.of(0x72)))).toBe(toHex(signature));
  expect(JSON.stringify(key) + inspect(key, { showHidden: true, depth: 9 })).not.toContain('76, 205, 8');
});

test('a seed of another length is refused', () => {
  for (const length of [0, 31, 33, 64]) {
    expect(() => signerFromSeed(new Uint8Array(length))).toThrow(
      expect.objectContaining({ code: 'seed-malformed' }),
    );
  }
});

test('a signature of the right bytes but another form is refused', () => {
  const signer = parseSigner(text);
  expect(verifySignature(signer, 'sshsig', Uint8Array.of(0x72), signature)).toBe(false);
  expect(verifySignature(signer, 'pgp' as SignatureForm, Uint8Array.of(0x72), signature)).toBe(false);
});

test('a security key signs no raw message, even with its very key', () => {
  expect(verifySignature(parseSigner(hardware('ssh:')), 'raw', Uint8Array.of(0x72), signature)).toBe(false);
});

test('a signer is read in its one spelling only', () => {
  expect(parseSigner(text)).toBe(text);
  for (const application of ['ssh:', 'ssh:work', `ssh:${'x'.repeat(124)}`]) {
    expect(parseSigner(hardware(application))).toBe(hardware(application));
  }
});

test.each([
  ['nothing', ''],
  ['no scheme', toBase64Url(publicKey)],
  ['an unknown scheme', text.replace('ed25519', 'ed448')],
  ['an upper-case scheme', text.replace('ed25519', 'Ed25519')],
  ['a third part', `${text}:x`],
  ['padding', `${text}=`],
  ['the other alphabet', 'ed25519:PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw'],
  ['spare bits that are set', `${text.slice(0, -1)}x`],
  ['white space', `${text}\n`],
  ['a short key', `ed25519:${toBase64Url(publicKey.subarray(1))}`],
  ['a long key', `ed25519:${toBase64Url(concatBytes(publicKey, Uint8Array.of(0)))}`],
  ['a key with y of p or more', `ed25519:${toBase64Url(fromHex(`ee${'f'.repeat(60)}7f`, 32))}`],
  ['a signed zero', `ed25519:${toBase64Url(fromHex(`01${'0'.repeat(60)}80`, 32))}`],
  ['a megabyte', `ed25519:${'A'.repeat(1_000_000)}`],
  ['a security key without application', hardware('')],
  ['an application that ssh-keygen would not make', hardware('https://example.com')],
  ['an application with a control character', hardware('ssh:\u001b[2J')],
  ['an application beyond ASCII', hardware('ssh:é')],
  ['an application too long', hardware(`ssh:${'x'.repeat(125)}`)],
])('a signer with %s is refused', (_, spelled) => {
  expect(() => parseSigner(spelled)).toThrow(expect.objectContaining({ code: 'signer-malformed' }));
});

test('a key of small order is spelled well but is not sound', () => {
  const identity = parseSigner(`ed25519:${toBase64Url(fromHex('01'.padEnd(64, '0'), 32))}`);
  expect(hasSoundKey(identity)).toBe(false);
  expect(hasSoundKey(parseSigner(text))).toBe(true);
});

test('a fingerprint is short, stable and without letters to mistake', () => {
  expect(fingerprint(parseSigner(text))).toMatchInlineSnapshot(`"zx1y-shyw-qvkd-aesq"`);
  expect(fingerprint(parseSigner(text))).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
  const others = [hardware('ssh:'), hardware('ssh:a'), signerFromSeed(new Uint8Array(32)).id].map(
    parseSigner,
  );
  expect(new Set([parseSigner(text), ...others].map(fingerprint)).size).toBe(4);
});
