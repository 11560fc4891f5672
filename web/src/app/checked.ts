import { checkerOf, type Schema } from '@countersign/shared/platform/browser-schema.ts';
import type { SchemaChecker } from '@countersign/shared/platform/schema-checker.ts';
import { ApiError, getJson, type Parameters as Query } from './api.ts';

const checkers = new WeakMap<Schema, SchemaChecker>();

/** As getJson, of an answer that has the shape that shared/src/api.ts gives it: no page trips over a broken one. */
export async function getChecked<T>(
  schema: Schema,
  path: string,
  parameters: Query,
  signal: AbortSignal,
): Promise<T> {
  const answer = await getJson<unknown>(path, parameters, signal);
  const checker = checkers.get(schema) ?? checkerOf(schema);
  checkers.set(schema, checker);
  if (!checker.holds(answer)) {
    throw new ApiError('answer-malformed', 'the answer has not the shape that it should have', 200);
  }
  return answer as T;
}
