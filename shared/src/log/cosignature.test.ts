import { expect, test } from 'vitest';
import { toBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/compare.ts';
import { fromHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/text.ts';
import { platform } from '#platform';
import { logKey, openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { cosign, cosignatures, kthLargestTime, kthSmallestTime, witnessKey } from './cosignature.ts';
import { leafHash } from './merkle.ts';
import { signNote } from './note.ts';
import { noteKey, vkeyOf, type NoteKey } from './vkey.ts';

const log = logKey('trust', new Uint8Array(32).fill(1));
const [w1, w2, w3] = [11, 12, 13].map((fill) => witnessKey(new Uint8Array(32).fill(fill))) as [
  NoteKey,
  NoteKey,
  NoteKey,
];
const root = leafHash(toUtf8('leaf'));
const note = signCheckpoint({ origin: log.vkey.name, size: 7, root }, log);
const time = 1_790_000_000;
const said = (text: string, ...keys: NoteKey[]) =>
  cosignatures(
    text,
    keys.map(({ vkey }) => vkey),
  ).map((one) => [one.vkey.name, one.time]);

test('the message is the one of C2SP tlog-cosignature', () => {
  const line = cosign(note, w1, time);
  const [dash, name, base64] = line.trimEnd().split(' ') as [string, string, string];
  expect([dash, name]).toEqual(['—', w1.vkey.name]);
  const message = `cosignature/v1\ntime ${time}\n${log.vkey.name}\n7\n${toBase64(root)}\n`;
  const stamp = Uint8Array.from([0, 0, 0, 0, 0x6a, 0xb1, 0x3b, 0x80]);
  const signature = platform.signEd25519(w1.seed, toUtf8(message));
  expect(base64).toBe(toBase64(concatBytes(fromHex(w1.vkey.id, 4), stamp, signature)));
});

test('cosignatures stand behind the note and leave its own signature alone', () => {
  const cosigned = note + cosign(note, w1, time) + cosign(note, w2, time + 5);
  expect(openCheckpoint(cosigned, log.vkey).checkpoint.size).toBe(7);
  expect(said(cosigned, w1, w2, w3)).toEqual([
    [w1.vkey.name, time],
    [w2.vkey.name, time + 5],
  ]);
  expect(said(cosigned, w3)).toEqual([]);
  expect(said(note, w1)).toEqual([]);
});

test('a witness that cosigned twice counts once, with its latest time', () => {
  const lines = [time, time + 60, time + 30].map((t) => cosign(note, w1, t));
  expect(said(note + lines.join(''), w1)).toEqual([[w1.vkey.name, time + 60]]);
});

test('one key under two names counts once', () => {
  const alias = witnessKey(w1.seed, 'witness.example/second');
  expect(said(note + cosign(note, w1, time) + cosign(note, alias, time + 1), w1, alias)).toEqual([
    [alias.vkey.name, time + 1],
  ]);
});

/** The line of `key` with other bytes behind its id. */
const lineWith = (key: NoteKey, bytes: Uint8Array) =>
  `— ${key.vkey.name} ${toBase64(concatBytes(fromHex(key.vkey.id, 4), bytes))}\n`;
const bytesOf = (line: string) =>
  Uint8Array.from(platform.fromBase64(line.split(' ')[2] as string) ?? []).slice(4);
const good = bytesOf(cosign(note, w1, time));
// Well signed, but at a second that we cannot count exactly: 2^53.
const uncountable = concatBytes(
  Uint8Array.of(0, 0x20, 0, 0, 0, 0, 0, 0),
  platform.signEd25519(
    w1.seed,
    toUtf8(`cosignature/v1\ntime ${2 ** 53}\n${note.slice(0, note.indexOf('\n\n') + 1)}`),
  ),
);
const withTime = (...bytes: number[]) => Uint8Array.from([...bytes, ...good.subarray(8)]);

test.each([
  ['a later time under the old signature', withTime(0, 0, 0, 0, 0x7f, 0, 0, 0)],
  ['a time of 2^53', uncountable],
  ['a time beyond 2^53', withTime(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)],
  ['no time', good.subarray(8)],
  ['a byte more', concatBytes(good, Uint8Array.of(0))],
  ['only a time', good.subarray(0, 8)],
  ['one byte', good.subarray(0, 1)],
  [
    'a plain signature of the text',
    platform.signEd25519(w1.seed, toUtf8(note.slice(0, note.indexOf('\n\n') + 1))),
  ],
])('%s refuses the note, good cosignatures beside it or not', (_name, bytes) => {
  const bad = lineWith(w1, bytes);
  for (const text of [note + bad, note + cosign(note, w2, time) + bad, note + cosign(note, w1, time) + bad]) {
    expect(() => said(text, w1, w2)).toThrow(expect.objectContaining({ code: 'note-signature-invalid' }));
  }
});

test('a cosignature of another checkpoint refuses the note', () => {
  const other = signCheckpoint({ origin: log.vkey.name, size: 8, root }, log);
  expect(() => said(note + cosign(other, w1, time), w1)).toThrow(
    expect.objectContaining({ code: 'note-signature-invalid' }),
  );
});

test('a bad line of an unknown witness poisons nothing', () => {
  const poisoned = note + lineWith(w3, new Uint8Array(72)) + cosign(note, w1, time);
  expect(said(poisoned, w1)).toEqual([[w1.vkey.name, time]]);
});

test('a witness cosigns nothing but a checkpoint', () => {
  const malformed = expect.objectContaining({ code: 'checkpoint-malformed' });
  expect(() => cosign(signNote('hello\n', log), w1, time)).toThrow(malformed);
  const extended = signNote(`${note.slice(0, note.indexOf('\n\n') + 1)}extra\n`, log);
  expect(() => cosign(extended, w1, time)).toThrow(malformed);
  expect(() => cosign('hello', w1, time)).toThrow(expect.objectContaining({ code: 'note-malformed' }));
});

test('a time that is no count of seconds is not signed', () => {
  for (const bad of [-1, 0.5, Number.NaN, 2 ** 53]) {
    expect(() => cosign(note, w1, bad)).toThrow(expect.objectContaining({ code: 'log-range-invalid' }));
  }
});

test('the key of a log is none of a witness', () => {
  const wrong = expect.objectContaining({ code: 'vkey-wrong-type' });
  expect(() => cosign(note, log, time)).toThrow(wrong);
  expect(() => cosignatures(note, [log.vkey])).toThrow(wrong);
});

test('the witness of the specification: its line is read, whoever made it', () => {
  // C2SP tlog-cosignature publishes this note without the keys: unknown to us, so counted out.
  const published =
    'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
    '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n' +
    '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n';
  expect(said(published, w1)).toEqual([]);
  // Its key must then be another one under the same name: a namesake of ours does not verify it, and is not its id.
  const namesake = vkeyOf('witness.example.com/w1', 4, w1.vkey.publicKey);
  expect(cosignatures(published, [namesake])).toEqual([]);
});

test('the name of a witness is derived from its key unless it is given', () => {
  expect(w1.vkey.name).toMatch(/^countersign\/witness\/[0-9a-f]{64}$/);
  expect(witnessKey(w1.seed, 'witness.example/w1').vkey.name).toBe('witness.example/w1');
  expect(w1.vkey).toEqual(noteKey(w1.vkey.name, 4, w1.seed).vkey);
});

test('the k-th smallest and largest of the times', () => {
  const times = [50, 10, 40, 1000, 10];
  expect([1, 2, 3, 4, 5, 6].map((k) => kthSmallestTime(times, k))).toEqual([10, 10, 40, 50, 1000, null]);
  expect([1, 2, 3, 4, 5, 6].map((k) => kthLargestTime(times, k))).toEqual([1000, 50, 40, 10, 10, null]);
  expect(times).toEqual([50, 10, 40, 1000, 10]);
  expect(kthSmallestTime([], 1)).toBeNull();
});

test('a quorum of none is a bug, never met', () => {
  for (const k of [0, -1, 0.5, Number.NaN]) {
    expect(() => kthSmallestTime([1], k)).toThrow(RangeError);
    expect(() => kthLargestTime([1], k)).toThrow(RangeError);
  }
});
