import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/compare.ts';
import { fromHex } from '../bytes/hex.ts';
import { isCoded } from '../errors.ts';
import { openNote, signNote, verifyNote } from './note.ts';
import { noteKey, parseVkey, type Vkey } from './vkey.ts';

// The example in the documentation of golang.org/x/mod/sumdb/note.
const peter = parseVkey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
const text =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const peterLine =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const enochLine =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const peterNote = `${text}\n${peterLine}`;

const ours = noteKey('ours', 1, new Uint8Array(32).fill(3));
const other = noteKey('other', 1, new Uint8Array(32).fill(4));
const lineOf = (note: string) => note.slice(note.lastIndexOf('\n\n') + 2);

test('the known note is opened', () => {
  const note = openNote(peterNote, [peter]);
  expect(note.text).toBe(text);
  expect(note.verified.map(({ vkey, time }) => [vkey.name, time])).toEqual([['PeterNeumann', null]]);
  expect(note.unknown).toBe(0);
});

test('the known note is signed as Go does it', () => {
  // The seed of Go's documentation: PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz
  const seed = fromHex('810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173', 32);
  expect(signNote(text, noteKey('PeterNeumann', 1, seed))).toBe(peterNote);
});

test('signatures of unknown keys are counted, wherever they stand', () => {
  const note = openNote(`${text}\n${enochLine}${peterLine}${enochLine}`, [peter]);
  expect(note.verified).toHaveLength(1);
  expect(note.unknown).toBe(2);
});

test('a note that no known key signed is refused', () => {
  expect(() => openNote(peterNote, [])).toThrow(expect.objectContaining({ code: 'note-unsigned' }));
  expect(() => openNote(peterNote, [ours.vkey])).toThrow(expect.objectContaining({ code: 'note-unsigned' }));
  expect(verifyNote(peterNote, [ours.vkey])).toEqual({ text, verified: [], unknown: 1 });
});

/** Another signature under the name and id of `vkey`. */
function forged(vkey: Vkey, signature: Uint8Array): string {
  return `— ${vkey.name} ${toBase64(concatBytes(fromHex(vkey.id, 4), signature))}\n`;
}

test.each([
  ['a changed text', `${text.replace('problem', 'prayers')}\n${peterLine}`],
  ['another signature', `${text}\n${forged(peter, new Uint8Array(64))}`],
  ['a signature cut short', `${text}\n${forged(peter, new Uint8Array(63))}`],
  ['a signature of one byte', `${text}\n${forged(peter, new Uint8Array(1))}`],
  ['a bad signature behind a good one', `${peterNote}${forged(peter, new Uint8Array(64))}`],
  ['a good signature behind a bad one', `${text}\n${forged(peter, new Uint8Array(64))}${peterLine}`],
  ['a blank line more, which belongs to the text', `${text}\n\n${peterLine}`],
])('%s under a known key refuses the note', (_name, note) => {
  expect(() => openNote(note, [peter, ours.vkey])).toThrow(
    expect.objectContaining({ code: 'note-signature-invalid' }),
  );
});

test('a key that shares name or id with a known one, but not both, is unknown', () => {
  const namesake = noteKey('PeterNeumann', 1, new Uint8Array(32).fill(9));
  const note = `${peterNote}${lineOf(signNote(text, namesake))}${peterLine.replace('PeterNeumann', 'Petra')}`;
  expect(openNote(note, [peter])).toMatchObject({ verified: [{ vkey: peter }], unknown: 2 });
});

test('two known keys that collide in name and id do not shadow each other', () => {
  const collides: Vkey = { ...other.vkey, name: peter.name, id: peter.id };
  for (const known of [
    [peter, collides],
    [collides, peter],
  ]) {
    expect(openNote(peterNote, known).verified.map(({ vkey }) => vkey)).toEqual([peter]);
  }
});

test('any text that a note can hold comes back, blank lines and all', () => {
  const line = fc.string({ unit: 'grapheme' }).filter((s) => !/\p{Cc}/u.test(s) && s.isWellFormed());
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), (lines) => {
      const body = `${lines.join('\n')}\n`;
      expect(openNote(signNote(body, ours), [ours.vkey]).text).toBe(body);
    }),
  );
});

test('a text that looks like a signature block is still text', () => {
  const body = `${peterNote}— ours AAAA\n`;
  expect(openNote(signNote(body, ours), [ours.vkey, peter])).toMatchObject({ text: body, unknown: 0 });
});

test('100 signatures are read, 101 are not', () => {
  const lines = (count: number) => enochLine.repeat(count - 1) + peterLine;
  expect(openNote(`${text}\n${lines(100)}`, [peter]).unknown).toBe(99);
  expect(() => openNote(`${text}\n${lines(101)}`, [peter])).toThrow(
    expect.objectContaining({ code: 'note-too-large' }),
  );
  const huge = `${'x'.repeat(1_048_576)}\n\n${peterLine}`;
  expect(() => openNote(huge, [peter])).toThrow(expect.objectContaining({ code: 'note-too-large' }));
});

test.each([
  ['nothing', ''],
  ['text alone', text],
  ['no blank line', `${text}${peterLine}`],
  ['no signatures', `${text}\n`],
  ['only a blank line', '\n\n'],
  ['no text', `\n${peterLine}`],
  ['no last line feed', peterNote.slice(0, -1)],
  ['no last line feed behind a second signature', `${peterNote}${enochLine.slice(0, -1)}`],
  ['carriage returns', peterNote.replaceAll('\n', '\r\n')],
  ['a tab in the text', `a\tb\n\n${peterLine}`],
  ['a NUL in the text', `a\0b\n\n${peterLine}`],
  ['an escape in the text', `\u001b[2J\n\n${peterLine}`],
  ['a lone surrogate', `\ud800\n\n${peterLine}`],
  ['a hyphen for the dash', peterNote.replace('—', '-')],
  ['two spaces', peterNote.replace('— ', '—  ')],
  ['no name', `${text}\n— ${peterLine.split(' ')[2]}`],
  ['a plus in the name', peterNote.replace('PeterNeumann', 'Peter+Neumann')],
  ['a wide space in the name', peterNote.replace('PeterNeumann', 'Peter\u2003Neumann')],
  ['a fourth word', peterNote.replace(/\n$/, ' x\n')],
  ['a space at the end', peterNote.replace(/\n$/, ' \n')],
  ['no base64', peterNote.replace('x08go', '*****')],
  ['base64 without padding', peterNote.replace('AM=', 'AM')],
  ['base64 with stray bits', peterNote.replace('AM=', 'AN=')],
  ['base64url', peterNote.replace('/', '_')],
  ['an id without a signature', `${text}\n— PeterNeumann x08gow==\n`],
  ['an empty signature', `${text}\n— PeterNeumann \n`],
  ['a comment among the signatures', `${peterNote}hello\n`],
])('%s: no note', (_name, note) => {
  expect(() => openNote(note, [peter])).toThrow(expect.objectContaining({ code: 'note-malformed' }));
});

test('any damage to a note ends in a coded error or leaves its text alone', () => {
  fc.assert(
    fc.property(fc.nat({ max: peterNote.length - 1 }), fc.string({ maxLength: 3 }), (at, put) => {
      const damaged = peterNote.slice(0, at) + put + peterNote.slice(at + 1);
      try {
        expect(openNote(damaged, [peter]).text).toBe(text);
      } catch (error) {
        if (!isCoded(error)) throw error;
      }
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['no line feed at the end', 'text'],
  ['nothing', ''],
  ['a tab', 'a\tb\n'],
  ['a lone surrogate', '\udc00\n'],
])('a text with %s is not signed', (_name, bad) => {
  expect(() => signNote(bad, ours)).toThrow(expect.objectContaining({ code: 'note-malformed' }));
});

test('a witness key makes no plain signature', () => {
  const witness = noteKey('witness', 4, new Uint8Array(32).fill(5));
  expect(() => signNote(text, witness)).toThrow(expect.objectContaining({ code: 'vkey-wrong-type' }));
});
