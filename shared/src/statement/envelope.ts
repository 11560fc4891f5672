import { platform } from '#platform';
import { fromBase64, toBase64 } from '../bytes/base64.ts';
import { parseCanonicalJson, toCanonicalJson } from '../bytes/canonical-json.ts';
import { concatBytes } from '../bytes/compare.ts';
import { toHex } from '../bytes/hex.ts';
import { hasNoOtherKeys, isRecord } from '../bytes/json.ts';
import { fromUtf8, toUtf8 } from '../bytes/text.ts';
import type { StatementId } from '../digest.ts';
import { CodedError } from '../errors.ts';

/** The DSSE payload type of an in-toto Statement. */
export const payloadType = 'application/vnd.in-toto+json';

/** A log entry is at most 32 KiB of bytes (docs/protocol.md, "Statements"). */
export const maxEntryLength = 32 * 1024;

/**
 * A DSSE envelope with exactly one signature and no `keyid`: who signed stands in the payload, as `predicate.by`.
 *
 *     {"payload":"eyJ…","payloadType":"application/vnd.in-toto+json","signatures":[{"sig":"MEUC…"}]}
 */
export interface Envelope {
  /** The payload's exact bytes: a statement in RFC 8785 form. */
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

/** DSSE v1 pre-authentication encoding: `DSSEv1 28 application/vnd.in-toto+json <length> <payload>`; what is signed. */
export function preAuthEncoding(payload: Uint8Array): Uint8Array {
  return concatBytes(toUtf8(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `), payload);
}

/** A statement's id: SHA-256 of the PAE. It does not depend on the signature's bytes. */
export function statementId(payload: Uint8Array): StatementId {
  return toHex(platform.sha256(preAuthEncoding(payload))) as StatementId;
}

/** The one form in which an envelope is logged and sent: RFC 8785 JSON. */
export function encodeEntry(envelope: Envelope): Uint8Array {
  const entry = toUtf8(
    toCanonicalJson({
      payload: toBase64(envelope.payload),
      payloadType,
      signatures: [{ sig: toBase64(envelope.signature) }],
    }),
  );
  if (entry.length > maxEntryLength) {
    throw new CodedError('entry-too-large', `a log entry has at most ${maxEntryLength} bytes`, {
      length: entry.length,
    });
  }
  return entry;
}

function malformed(why: string): CodedError {
  return new CodedError('entry-malformed', `not a log entry: ${why}`);
}

/** Exactly what encodeEntry prints: a second signature, a `keyid`, another alphabet or key order is refused. */
export function decodeEntry(entry: Uint8Array): Envelope {
  if (entry.length > maxEntryLength) {
    throw new CodedError('entry-too-large', `a log entry has at most ${maxEntryLength} bytes`, {
      length: entry.length,
    });
  }
  const value = parseCanonicalJson(fromUtf8(entry));
  if (!isRecord(value) || !hasNoOtherKeys(value, ['payload', 'payloadType', 'signatures'])) {
    throw malformed('it has exactly payload, payloadType and signatures');
  }
  if (value.payloadType !== payloadType) throw malformed(`payloadType is ${payloadType}`);
  const signatures = value.signatures;
  if (!Array.isArray(signatures) || signatures.length !== 1) throw malformed('it has exactly one signature');
  const signature: unknown = signatures[0];
  if (!isRecord(signature) || !hasNoOtherKeys(signature, ['sig']) || typeof signature.sig !== 'string') {
    throw malformed('a signature has exactly sig');
  }
  if (typeof value.payload !== 'string') throw malformed('payload is base64');
  return { payload: fromBase64(value.payload), signature: fromBase64(signature.sig) };
}
