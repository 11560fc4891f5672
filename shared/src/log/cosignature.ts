import { platform } from '#platform';
import { toHex } from '../bytes/hex.ts';
import { CodedError } from '../errors.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { isSize } from './merkle.ts';
import { signText } from './note-signature.ts';
import { signatureLine, splitNote, verifyNote } from './note.ts';
import { noteKey, type NoteKey, type Vkey } from './vkey.ts';

/** That a witness saw a checkpoint, and when: the largest tree of this log that it knew then. */
export interface Cosignature {
  readonly vkey: Vkey;
  /** Unix seconds, by the witness's clock. */
  readonly time: number;
}

/** A witness's key; its name, unless given, is `countersign/witness/<hex SHA-256 of the public key>`. */
export function witnessKey(seed: Uint8Array, name?: string): NoteKey {
  const fingerprint = toHex(platform.sha256(platform.ed25519PublicKey(seed)));
  return noteKey(name ?? `countersign/witness/${fingerprint}`, 4, seed);
}

/**
 * The signature line, to be put behind `note`, by which a witness cosigns the checkpoint in it (C2SP tlog-cosignature,
 * version 1). It says nothing about who signed the note or whether the log grew properly: the caller checked that.
 *
 *     — witness.example/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+…
 */
export function cosign(note: string, key: NoteKey, timeSeconds: number): string {
  if (!isSize(timeSeconds)) throw new CodedError('log-range-invalid', 'a time is whole Unix seconds');
  const { text } = splitNote(note);
  parseCheckpoint(text);
  return signatureLine(key, signText(key, text, timeSeconds));
}

/**
 * Who of `witnesses` cosigned `note`, and when: one for each public key, its latest, however many names the key goes by.
 * One bad signature of a witness refuses the note (`note-signature-invalid`). Throws `note-malformed`, `note-too-large`,
 * and `vkey-wrong-type` when a key is none of a witness.
 */
export function cosignatures(note: string, witnesses: readonly Vkey[]): Cosignature[] {
  for (const { type, name } of witnesses) {
    if (type !== 4) throw new CodedError('vkey-wrong-type', 'a witness signs with a key of type 4', { name });
  }
  const latest = new Map<string, Cosignature>();
  for (const { vkey, time } of verifyNote(note, witnesses).verified) {
    if (time === null) continue;
    const key = toHex(vkey.publicKey);
    const before = latest.get(key);
    if (!before || before.time < time) latest.set(key, { vkey, time });
  }
  return [...latest.values()];
}

/** By when at least k witnesses had seen it; null when fewer than k did. */
export function kthSmallestTime(times: readonly number[], k: number): number | null {
  return kth(times, k, (a, b) => a - b);
}

/** The latest time at which at least k witnesses still confirmed it; null when fewer than k did at all. */
export function kthLargestTime(times: readonly number[], k: number): number | null {
  return kth(times, k, (a, b) => b - a);
}

function kth(times: readonly number[], k: number, order: (a: number, b: number) => number): number | null {
  // A quorum of none would be met by nothing at all: no caller may have let it through.
  if (!Number.isInteger(k) || k < 1) throw new RangeError('a quorum is at least 1');
  return times.toSorted(order)[k - 1] ?? null;
}
