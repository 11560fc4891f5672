import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { SchemaChecker } from './schema-checker.ts';

/** Generates code for the schema, once. */
export function checkerOf(schema: TSchema): SchemaChecker {
  const validator = Compile(schema);
  return {
    holds: (value) => validator.Check(value),
    firstError: (value) => validator.Errors(value)[0] ?? null,
  };
}
