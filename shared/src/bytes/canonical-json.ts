import canonicalize from 'canonicalize';
import { CodedError } from '../errors.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The RFC 8785 form of `value`; throws `json-malformed` on what JSON cannot say (NaN, lone surrogates, undefined). */
export function toCanonicalJson(value: unknown): string {
  let text: string | undefined;
  try {
    text = canonicalize(value);
  } catch (cause) {
    throw new CodedError('json-malformed', 'the value has no RFC 8785 form', {}, { cause });
  }
  if (text === undefined) throw new CodedError('json-malformed', 'the value has no RFC 8785 form');
  return text;
}

/**
 * The value of a text that is in RFC 8785 form to the byte, which rules out duplicate keys, lone surrogates, white
 * space and every second way of writing a number. Throws `json-malformed` or `json-not-canonical`.
 */
export function parseCanonicalJson(text: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (cause) {
    throw new CodedError('json-malformed', 'not JSON', {}, { cause });
  }
  if (toCanonicalJson(value) !== text) {
    throw new CodedError('json-not-canonical', 'JSON, but not in RFC 8785 form');
  }
  return value;
}
