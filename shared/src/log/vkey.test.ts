import { expect, test } from 'vitest';
import { toBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/compare.ts';
import { toHex } from '../bytes/hex.ts';
import { formatVkey, isKeyName, keyId, noteKey, parseVkey, vkeyOf } from './vkey.ts';

// The example in the documentation of golang.org/x/mod/sumdb/note.
const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const refused = expect.objectContaining({ code: 'vkey-malformed' });

test('the known key is read, printed and named as Go does it', () => {
  const vkey = parseVkey(peter);
  expect(vkey).toMatchObject({ name: 'PeterNeumann', type: 1, id: 'c74f20a3' });
  expect(keyId(vkey.name, vkey.type, vkey.publicKey)).toBe('c74f20a3');
  expect(formatVkey(vkey)).toBe(peter);
});

test('keys of both types come back as they were printed', () => {
  for (const type of [1, 4] as const) {
    for (let i = 0; i < 8; i++) {
      const { vkey } = noteKey('node.example/☃', type, new Uint8Array(32).fill(i));
      expect(parseVkey(formatVkey(vkey))).toEqual(vkey);
    }
  }
});

/** A vkey text whose id is right for whatever key bytes stand in it. */
function vkeyText(name: string, type: number, publicKey: Uint8Array): string {
  return `${name}+${keyId(name, type as 1, publicKey)}+${toBase64(concatBytes(Uint8Array.of(type), publicKey))}`;
}

const key = parseVkey(peter).publicKey;
const small = new Uint8Array(32);
const unreduced = new Uint8Array(32).fill(0xff);

test.each([
  ['nothing', ''],
  ['no name', peter.slice('PeterNeumann'.length)],
  ['a name with a space', vkeyText('Peter Neumann', 1, key)],
  ['a name with a wide space', vkeyText('Peter\u3000Neumann', 1, key)],
  ['a name with a line feed', vkeyText('Peter\nNeumann', 1, key)],
  ['a name with an escape', vkeyText('Peter\u001b[2J', 1, key)],
  ['a name with a lone surrogate', peter.replace('Peter', 'Pet\ud800er')],
  ['a name without end', vkeyText('P'.repeat(256), 1, key)],
  ['an id in capitals', peter.replace('c74f20a3', 'C74F20A3')],
  ['the id of another key', peter.replace('c74f20a3', 'c74f20a4')],
  ['the key under another name', peter.replace('Peter', 'Petra')],
  ['the key as a cosignature key under the old id', peter.replace('+AR', '+BB')],
  ['ECDSA', vkeyText('PeterNeumann', 2, key)],
  ['type 0', vkeyText('PeterNeumann', 0, key)],
  ['a key too short', vkeyText('PeterNeumann', 1, key.subarray(1))],
  ['a key too long', vkeyText('PeterNeumann', 1, concatBytes(key, Uint8Array.of(0)))],
  ['base64url', peter.replace('/', '_')],
  ['a fourth part', `${peter}+`],
  ['a line feed behind it', `${peter}\n`],
  ['a private key', `PRIVATE+KEY+${peter}`],
  ['a key of small order', vkeyText('PeterNeumann', 1, small)],
  ['a key that is no point', vkeyText('PeterNeumann', 1, unreduced)],
])('%s is no verifier key', (_name, text) => {
  expect(() => parseVkey(text)).toThrow(refused);
});

test('what could not be parsed is not made either', () => {
  expect(() => vkeyOf('', 1, key)).toThrow(refused);
  expect(() => vkeyOf('a+b', 1, key)).toThrow(refused);
  expect(() => vkeyOf('name', 1, small)).toThrow(refused);
  expect(() => noteKey('name', 1, new Uint8Array(31))).toThrow(refused);
});

test.each([
  '\u0009',
  '\u0020',
  '\u0085',
  '\u00a0',
  '\u1680',
  '\u2003',
  '\u2028',
  '\u202f',
  '\u205f',
  '\u3000',
  '\u007f',
  '+',
])('no name holds %j', (character) => {
  expect(isKeyName(`a${character}b`)).toBe(false);
});

test('the same key as log and as witness has two ids', () => {
  const seed = new Uint8Array(32).fill(1);
  const [log, witness] = [noteKey('name', 1, seed).vkey, noteKey('name', 4, seed).vkey];
  expect(toHex(log.publicKey)).toBe(toHex(witness.publicKey));
  expect(log.id).not.toBe(witness.id);
});

test('no name holds half a character, or more than 255', () => {
  expect(isKeyName('a\ud800b')).toBe(false);
  expect([isKeyName('a'.repeat(255)), isKeyName('a'.repeat(256)), isKeyName('')]).toEqual([
    true,
    false,
    false,
  ]);
});
