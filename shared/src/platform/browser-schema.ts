import type { Static, TSchema } from 'typebox';
import { Check, Errors } from 'typebox/value';
import type { SchemaChecker } from './schema-checker.ts';

/** A schema of shared/src/api.ts, and the type of what it admits. */
export type Schema = TSchema;
export type ValueOf<S extends Schema> = Static<S>;

/** Interprets the schema: a page's Content-Security-Policy lets nobody generate code. */
export function checkerOf(schema: Schema): SchemaChecker {
  return {
    holds: (value) => Check(schema, value),
    firstError: (value) => Errors(schema, value)[0] ?? null,
  };
}
