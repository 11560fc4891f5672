import * as Type from 'typebox';
import { levels } from './levels.ts';

/** Pieces that the predicates of several kinds share. Every object allows no field that it does not name. */

export function closed<Properties extends Type.TProperties>(
  properties: Properties,
): Type.TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false });
}

export function oneOf<Values extends string[]>(...values: [...Values]) {
  return Type.Enum(values);
}

export const Hex256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const Hex512 = Type.String({ pattern: '^[0-9a-f]{128}$' });
export const Signer = Type.String({ pattern: '^(ed25519|sk-ed25519):[A-Za-z0-9_-]{1,700}$' });
export const PurlText = Type.String({ pattern: '^pkg:', maxLength: 2048 });

/** UTC to the second, `2026-11-22T17:00:00Z`. Display only: log time is what counts (docs/protocol.md, "Time"). */
export const Instant = Type.String({
  pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$',
});

/** `kind:value`, lower-case ASCII, compared bytewise: `employer:acme`. */
export const Label = Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}:[a-z0-9][a-z0-9._@/+-]{0,95}$' });
export const Labels = Type.Array(Label, { maxItems: 64, uniqueItems: true });

/** One line of at most 200 characters without control or bidi characters; longer text is a blob. */
export const Summary = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]*$',
});

export const Criterion = Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' });
export const Level = oneOf(...levels);

/** How the signature was made: over the PAE itself, or as an OpenSSH signature in namespace `countersign`. */
export const Form = oneOf('raw', 'sshsig');

/** What every predicate but a checkpoint's begins with. */
export const signed = { by: Signer, form: Form, date: Instant };

export type Form = Type.Static<typeof Form>;
