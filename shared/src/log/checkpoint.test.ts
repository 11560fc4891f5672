import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBase64 } from '../bytes/base64.ts';
import { toHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/text.ts';
import {
  formatCheckpoint,
  logKey,
  logOf,
  openCheckpoint,
  originOf,
  parseCheckpoint,
  signCheckpoint,
} from './checkpoint.ts';
import { emptyRoot, leafHash } from './merkle.ts';
import { signNote } from './note.ts';
import { noteKey, vkeyOf } from './vkey.ts';

const key = logKey('trust', new Uint8Array(32).fill(1));
const origin = key.vkey.name;
const root = leafHash(toUtf8('leaf'));
const base64 = toBase64(root);
const malformed = expect.objectContaining({ code: 'checkpoint-malformed' });

test('the example of C2SP tlog-checkpoint', () => {
  const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
  expect(parseCheckpoint(text)).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 });
  expect(formatCheckpoint(parseCheckpoint(text))).toBe(text);
});

test('every size comes back as it was', () => {
  fc.assert(
    fc.property(
      fc.maxSafeNat().filter((size) => size > 0),
      (size) => {
        const back = parseCheckpoint(formatCheckpoint({ origin, size, root }));
        expect([back.origin, back.size, toHex(back.root)]).toEqual([origin, size, toHex(root)]);
      },
    ),
  );
  expect(parseCheckpoint(formatCheckpoint({ origin, size: 0, root: emptyRoot })).size).toBe(0);
});

test.each([
  ['nothing', ''],
  ['two lines', `${origin}\n1\n`],
  ['no last line feed', `${origin}\n1\n${base64}`],
  ['an extension line', `${origin}\n1\n${base64}\nTimestamp: 1\n`],
  ['a blank line behind it', `${origin}\n1\n${base64}\n\n`],
  ['a line feed in front', `\n${origin}\n1\n${base64}\n`],
  ['no origin', `\n1\n${base64}\n`],
  ['a space in the origin', `a b\n1\n${base64}\n`],
  ['a plus in the origin', `a+b\n1\n${base64}\n`],
  ['a leading zero', `${origin}\n01\n${base64}\n`],
  ['a sign', `${origin}\n+1\n${base64}\n`],
  ['a negative size', `${origin}\n-1\n${base64}\n`],
  ['hex', `${origin}\n0x10\n${base64}\n`],
  ['an exponent', `${origin}\n1e3\n${base64}\n`],
  ['a fraction', `${origin}\n1.0\n${base64}\n`],
  ['other digits', `${origin}\n٣\n${base64}\n`],
  ['no size', `${origin}\n\n${base64}\n`],
  ['a size of 2^53', `${origin}\n9007199254740992\n${base64}\n`],
  ['a size of 2^64', `${origin}\n18446744073709551616\n${base64}\n`],
  ['a size of 100,000 digits', `${origin}\n${'9'.repeat(100_000)}\n${base64}\n`],
  ['a short root', `${origin}\n1\n${toBase64(root.subarray(1))}\n`],
  ['a long root', `${origin}\n1\n${toBase64(Uint8Array.from([...root, 0]))}\n`],
  ['a root in hex', `${origin}\n1\n${toHex(root)}\n`],
  ['a root without padding', `${origin}\n1\n${base64.slice(0, -1)}\n`],
  ['no base64', `${origin}\n1\n${'*'.repeat(44)}\n`],
  ['an empty log with a root', `${origin}\n0\n${base64}\n`],
  ['carriage returns', `${origin}\r\n1\r\n${base64}\r\n`],
])('%s: no checkpoint', (_name, text) => {
  expect(() => parseCheckpoint(text)).toThrow(malformed);
});

test('what could not be parsed is not written', () => {
  for (const bad of [
    { origin: 'a\nb', size: 1, root },
    { origin, size: 2 ** 53, root },
    { origin, size: 1, root: root.subarray(1) },
    { origin, size: 0, root },
  ]) {
    expect(() => formatCheckpoint(bad)).toThrow(malformed);
  }
});

test('a signed checkpoint is opened by its log key', () => {
  const note = signCheckpoint({ origin, size: 7, root }, key);
  const { checkpoint, text } = openCheckpoint(note, key.vkey);
  expect([checkpoint.origin, checkpoint.size, toHex(checkpoint.root)]).toEqual([origin, 7, toHex(root)]);
  expect(text).toBe(`${origin}\n7\n${base64}\n`);
});

test('a checkpoint of another log, or signed by another key, is refused', () => {
  const stranger = logKey('trust', new Uint8Array(32).fill(2));
  const mismatch = expect.objectContaining({ code: 'checkpoint-origin-mismatch' });
  expect(() => signCheckpoint({ origin, size: 7, root }, stranger)).toThrow(mismatch);
  // A log that signs for another origin: the signature is good, the origin is not its own.
  const foreign = signNote(formatCheckpoint({ origin, size: 7, root }), stranger);
  expect(() => openCheckpoint(foreign, stranger.vkey)).toThrow(mismatch);
  expect(() => openCheckpoint(foreign, key.vkey)).toThrow(expect.objectContaining({ code: 'note-unsigned' }));
  const claimed = noteKey(origin, 1, new Uint8Array(32).fill(2));
  const posing = signCheckpoint({ origin, size: 7, root }, claimed);
  expect(() => openCheckpoint(posing, key.vkey)).toThrow(expect.objectContaining({ code: 'note-unsigned' }));
});

test('a signed text that is no checkpoint is refused', () => {
  const extended = signNote(`${origin}\n7\n${base64}\nextra\n`, key);
  expect(() => openCheckpoint(extended, key.vkey)).toThrow(malformed);
});

test('an origin tells its log and is bound to its key', () => {
  expect(origin).toMatch(/^countersign\/trust\/[0-9a-f]{64}$/);
  expect(originOf('trust', key.vkey.publicKey)).toBe(origin);
  expect(logOf(key.vkey)).toBe('trust');
  expect(logOf(logKey('reviews', new Uint8Array(32).fill(1)).vkey)).toBe('reviews');
  const mismatch = expect.objectContaining({ code: 'checkpoint-origin-mismatch' });
  const posing = vkeyOf(origin, 1, logKey('trust', new Uint8Array(32).fill(2)).vkey.publicKey);
  expect(() => logOf(posing)).toThrow(mismatch);
  expect(() => logOf(vkeyOf('example.com/log', 1, key.vkey.publicKey))).toThrow(mismatch);
});

test('the key of a witness is none of a log', () => {
  const witness = noteKey(origin, 4, key.seed);
  const wrong = expect.objectContaining({ code: 'vkey-wrong-type' });
  const checkpoint = { origin, size: 7, root };
  expect(() => signCheckpoint(checkpoint, witness)).toThrow(wrong);
  expect(() => openCheckpoint(signCheckpoint(checkpoint, key), witness.vkey)).toThrow(wrong);
  expect(() => logOf(witness.vkey)).toThrow(wrong);
});
