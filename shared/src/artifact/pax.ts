import { CodedError } from '../errors.ts';

/** What a pax header changes about the entry after it. */
export interface PaxFields {
  readonly path?: Uint8Array;
  readonly linkpath?: Uint8Array;
  readonly size?: number;
}

/**
 * The records of a pax extended header (POSIX.1-2017 pax, "pax Header Block"):
 *
 *     26 path=package/lib/a.js\n        the length counts itself, the space and the newline
 *
 * Throws `tar-extension-malformed` where readers differ: newline or NUL in a value that npm's installer would split
 * there, a key twice, an empty value; `archive-entry-type` for GNU's sparse files. Other keys (times, owners,
 * attributes) change nothing that is shown.
 */
export function parsePax(body: Uint8Array): PaxFields {
  const fields: { path?: Uint8Array; linkpath?: Uint8Array; size?: number } = {};
  const seen = new Set<string>();
  for (let at = 0; at < body.length;) {
    const record = readRecord(body, at);
    at = record.end;
    const { key, value } = record;
    if (seen.has(key)) throw malformed('a key twice');
    seen.add(key);
    if (key.startsWith('GNU.sparse.')) throw new CodedError('archive-entry-type', 'a sparse file');
    if (key === 'path' || key === 'linkpath') fields[key] = text(value);
    if (key === 'size') fields.size = decimal(value);
  }
  return fields;
}

const keyLengthMax = 256;

interface PaxRecord {
  key: string;
  value: Uint8Array;
  end: number;
}

function readRecord(body: Uint8Array, at: number): PaxRecord {
  const space = body.indexOf(0x20, at);
  if (space < 0 || space - at > 8) throw malformed('no length');
  const end = at + decimal(body.subarray(at, space));
  if (end > body.length || body[end - 1] !== 0x0a) throw malformed('a wrong length');
  const equals = body.indexOf(0x3d, space);
  if (equals <= space + 1 || equals >= end) throw malformed('no key');
  if (equals - space > keyLengthMax) throw malformed('a long key');
  if (body.indexOf(0x0a, space) !== end - 1) throw malformed('a newline in a record');
  const key = String.fromCharCode(...body.subarray(space + 1, equals));
  return { key, value: body.subarray(equals + 1, end - 1), end };
}

function text(value: Uint8Array): Uint8Array {
  if (value.length === 0 || value.includes(0)) throw malformed('an empty value or a NUL');
  return value;
}

/** Digits without a leading zero, fewer than 16 of them. */
function decimal(value: Uint8Array): number {
  const digits = String.fromCharCode(...value.subarray(0, 16));
  if (!/^(0|[1-9][0-9]{0,14})$/.test(digits)) throw malformed('not a number');
  return Number(digits);
}

function malformed(what: string): CodedError {
  return new CodedError('tar-extension-malformed', `malformed pax header: ${what}`);
}
