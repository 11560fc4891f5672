import type { TSchema } from 'typebox';
import { Check, Errors } from 'typebox/value';
import type { SchemaChecker } from './schema-checker.ts';

/** Interprets the schema: a page's Content-Security-Policy lets nobody generate code. */
export function checkerOf(schema: TSchema): SchemaChecker {
  return {
    holds: (value) => Check(schema, value),
    firstError: (value) => Errors(schema, value)[0] ?? null,
  };
}
