import { platform } from '#platform';
import { concatBytes } from '../bytes/compare.ts';
import { toUtf8 } from '../bytes/text.ts';
import { CodedError } from '../errors.ts';
import { verifyEd25519 } from '../signer/ed25519.ts';
import type { NoteKey, Vkey } from './vkey.ts';

/** What a key says about a note's text: that it signed it, and for a cosignature when. */
export interface Signed {
  /** Unix seconds; null for a plain signature, which has no time. */
  readonly time: number | null;
}

/** The signature bytes of a plain signature (type 1; time null) or a cosignature (type 4; time in Unix seconds). */
export function signText(key: NoteKey, text: string, time: number | null): Uint8Array {
  if ((key.vkey.type === 4) !== (time !== null)) {
    throw new CodedError('vkey-wrong-type', 'a cosignature has a time, a plain signature has none');
  }
  if (time === null) return platform.signEd25519(key.seed, toUtf8(text));
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
  return concatBytes(stamp, platform.signEd25519(key.seed, cosignedMessage(text, time)));
}

/** What `signature` says when it is `vkey`'s over `text`; null when it is not. */
export function verifyText(vkey: Vkey, text: string, signature: Uint8Array): Signed | null {
  if (vkey.type === 1) {
    return verifyEd25519(vkey.publicKey, toUtf8(text), signature) ? { time: null } : null;
  }
  if (signature.length !== 8 + 64) return null;
  const time = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  if (!Number.isSafeInteger(time)) return null;
  const message = cosignedMessage(text, time);
  return verifyEd25519(vkey.publicKey, message, signature.subarray(8)) ? { time } : null;
}

/**
 * C2SP tlog-cosignature, "Ed25519 signed message": two lines, then the text of the note.
 *
 *     cosignature/v1
 *     time 1679315147
 *     countersign/trust/…
 *     20852163
 *     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 */
function cosignedMessage(text: string, time: number): Uint8Array {
  return toUtf8(`cosignature/v1\ntime ${time}\n${text}`);
}
