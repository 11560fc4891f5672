import { fromBase64, toBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/compare.ts';
import { fromHex, toHex } from '../bytes/hex.ts';
import { CodedError, isCoded } from '../errors.ts';
import { signText, verifyText } from './note-signature.ts';
import { isKeyName, type NoteKey, type Vkey } from './vkey.ts';

/** Bounds what a hostile note may cost; the specification asks for at least 16 signatures. */
const maxSignatures = 100;
const maxNoteLength = 1_048_576;

export interface VerifiedSignature {
  readonly vkey: Vkey;
  readonly signature: Uint8Array;
  /** Unix seconds of a cosignature; null for a plain signature. */
  readonly time: number | null;
}

export interface Note {
  /** What is signed; it ends in a line feed. */
  readonly text: string;
  readonly verified: readonly VerifiedSignature[];
  /** How many signatures are by keys that the caller does not know. */
  readonly unknown: number;
}

interface SignatureLine {
  readonly name: string;
  readonly id: string;
  readonly signature: Uint8Array;
}

/**
 * Opens a signed note (C2SP signed-note): text, blank line, one signature a line.
 *
 *     If you think cryptography is the answer to your problem,
 *     then you don't know what your problem is.
 *
 *     — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
 *
 * Every signature of a known key is verified, and one bad one refuses the note (`note-signature-invalid`); those of
 * unknown keys are counted. Throws `note-unsigned` when no known key signed, `note-malformed`, `note-too-large`.
 */
export function openNote(note: string, known: readonly Vkey[]): Note {
  const opened = verifyNote(note, known);
  if (opened.verified.length === 0) throw new CodedError('note-unsigned', 'no known key signed this note');
  return opened;
}

/** openNote without `note-unsigned`: for whoever looks for further signatures on a note that was opened before. */
export function verifyNote(note: string, known: readonly Vkey[]): Note {
  const { text, lines } = splitNote(note);
  const verified: VerifiedSignature[] = [];
  let unknown = 0;
  for (const { name, id, signature } of lines) {
    const keys = known.filter((vkey) => vkey.name === name && vkey.id === id);
    if (keys.length === 0) {
      unknown++;
      continue;
    }
    // Keys that share name and id: a signature by any of them is good.
    const signed = keys
      .map((vkey) => ({ vkey, said: verifyText(vkey, text, signature) }))
      .find(({ said }) => said !== null);
    if (!signed?.said) {
      throw new CodedError('note-signature-invalid', 'a known key did not make its signature', {
        name,
        id,
      });
    }
    verified.push({ vkey: signed.vkey, signature, time: signed.said.time });
  }
  return { text, verified, unknown };
}

/** `text` as a note with one plain signature; throws `note-malformed` on a text that no note can hold. */
export function signNote(text: string, key: NoteKey): string {
  if (!text.endsWith('\n') || !isNoteText(text)) {
    throw new CodedError(
      'note-malformed',
      'the text of a note ends in a line feed and has no other control character',
    );
  }
  return `${text}\n${signatureLine(key, signText(key, text, null))}`;
}

/** `— name base64(id ‖ signature)` and a line feed; such lines may be put behind a note of the same text. */
export function signatureLine({ vkey }: NoteKey, signature: Uint8Array): string {
  return `— ${vkey.name} ${toBase64(concatBytes(fromHex(vkey.id, 4), signature))}\n`;
}

/** The text of a note and its signature lines, none of them verified. */
export function splitNote(note: string): { text: string; lines: SignatureLine[] } {
  if (note.length > maxNoteLength) throw new CodedError('note-too-large', 'the note is too long');
  if (!isNoteText(note)) throw malformed('a control character or lone surrogate');
  const blank = note.lastIndexOf('\n\n');
  if (blank === -1 || !note.endsWith('\n')) throw malformed('no blank line before the signatures');
  const lines = note
    .slice(blank + 2)
    .split('\n')
    .slice(0, -1);
  if (lines.length === 0) throw malformed('no signatures');
  if (lines.length > maxSignatures) throw new CodedError('note-too-large', 'too many signatures');
  return { text: note.slice(0, blank + 1), lines: lines.map(parseLine) };
}

function parseLine(line: string): SignatureLine {
  const [dash, name, base64, ...more] = line.split(' ');
  if (dash !== '—' || name === undefined || base64 === undefined || more.length > 0 || !isKeyName(name)) {
    throw malformed('a signature line is not "— name base64"');
  }
  let bytes: Uint8Array;
  try {
    bytes = fromBase64(base64);
  } catch (cause) {
    if (!isCoded(cause)) throw cause;
    throw malformed('a signature is not base64');
  }
  if (bytes.length < 5) throw malformed('a signature is too short');
  return { name, id: toHex(bytes.subarray(0, 4)), signature: new Uint8Array(bytes.subarray(4)) };
}

/** No lone surrogate, which is no UTF-8, and no control character but the line feed. */
function isNoteText(text: string): boolean {
  return text.isWellFormed() && !/[^\P{Cc}\n]/u.test(text);
}

function malformed(what: string): CodedError {
  return new CodedError('note-malformed', `no signed note: ${what}`);
}
