import type { LogName } from './log-name.ts';
import { platform } from '#platform';
import { fromBase64, toBase64 } from '../bytes/base64.ts';
import { equalBytes } from '../bytes/compare.ts';
import { toHex } from '../bytes/hex.ts';
import { CodedError, isCoded } from '../errors.ts';
import { emptyRoot, hashBytes, isSize, type Hash } from './merkle.ts';
import { openNote, signNote } from './note.ts';
import { isKeyName, noteKey, type NoteKey, type Vkey } from './vkey.ts';

/** What a log states of itself: this many entries, with this root. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** `countersign/<log>/<hex SHA-256 of the public key>`: it stays when the node moves. */
export function originOf(log: LogName, publicKey: Uint8Array): string {
  return `countersign/${log}/${toHex(platform.sha256(publicKey))}`;
}

/** Which log a key signs; throws `checkpoint-origin-mismatch` unless the name of the key is its own origin. */
export function logOf(vkey: Vkey): LogName {
  demandPlain(vkey);
  for (const log of ['reviews', 'trust'] as const) {
    if (vkey.name === originOf(log, vkey.publicKey)) return log;
  }
  throw new CodedError('checkpoint-origin-mismatch', 'the name of this log key is not derived from the key', {
    name: vkey.name,
  });
}

/** The key of a log, named by its origin. */
export function logKey(log: LogName, seed: Uint8Array): NoteKey {
  return noteKey(originOf(log, platform.ed25519PublicKey(seed)), 1, seed);
}

/**
 * The text of a checkpoint (C2SP tlog-checkpoint), without extension lines:
 *
 *     countersign/trust/5c0b…e1
 *     20852163
 *     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 *
 * Throws `checkpoint-malformed` on what parseCheckpoint would refuse.
 */
export function formatCheckpoint(checkpoint: Checkpoint): string {
  const { origin, size, root } = checkpoint;
  if (!isKeyName(origin)) throw malformed('the origin is no name');
  if (!isSize(size)) throw malformed('the size is no count');
  if (root.length !== hashBytes) throw malformed('the root is not 32 bytes long');
  if (size === 0 && !equalBytes(root, emptyRoot)) throw malformed('an empty log with a root');
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Strict inverse of formatCheckpoint; throws `checkpoint-malformed`. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root] = text.split('\n', 3);
  if (origin === undefined || size === undefined || root === undefined)
    throw malformed('expected three lines');
  const checkpoint = { origin, size: Number(size), root: parseRoot(root) };
  if (formatCheckpoint(checkpoint) !== text) throw malformed('another way of writing it');
  return checkpoint;
}

/** A checkpoint as a note signed by its log. Throws `checkpoint-origin-mismatch` unless the key is the origin's. */
export function signCheckpoint(checkpoint: Checkpoint, key: NoteKey): string {
  demandOrigin(checkpoint, key.vkey);
  return signNote(formatCheckpoint(checkpoint), key);
}

/**
 * The checkpoint in a note that `logVkey` signed and whose origin is that key's name. Throws what openNote throws,
 * `checkpoint-malformed`, `checkpoint-origin-mismatch`, and `vkey-wrong-type` on the key of a witness.
 */
export function openCheckpoint(note: string, logVkey: Vkey): { checkpoint: Checkpoint; text: string } {
  demandPlain(logVkey);
  const { text } = openNote(note, [logVkey]);
  const checkpoint = parseCheckpoint(text);
  demandOrigin(checkpoint, logVkey);
  return { checkpoint, text };
}

function demandOrigin({ origin }: Checkpoint, vkey: Vkey): void {
  if (origin !== vkey.name) {
    throw new CodedError('checkpoint-origin-mismatch', 'the origin is not the name of the key', {
      origin,
      name: vkey.name,
    });
  }
}

function demandPlain(vkey: Vkey): void {
  if (vkey.type !== 1)
    throw new CodedError('vkey-wrong-type', 'a log signs with a key of type 1', {
      name: vkey.name,
    });
}

function parseRoot(base64: string): Hash {
  try {
    return new Uint8Array(fromBase64(base64));
  } catch (cause) {
    if (!isCoded(cause)) throw cause;
    throw malformed('the root is not base64');
  }
}

function malformed(what: string): CodedError {
  return new CodedError('checkpoint-malformed', `no checkpoint: ${what}`);
}
