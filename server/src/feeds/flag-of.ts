import { decodeEntry } from '@countersign/shared/statement/envelope.ts';
import type { FlagPredicate } from '@countersign/shared/statement/flag.ts';
import { parseOutline, parseStatement } from '@countersign/shared/statement/parse.ts';

/** What a stored flag says. Its signature was checked when it was admitted. */
export function flagOf(entry: Uint8Array): FlagPredicate {
  const statement = parseStatement(parseOutline(decodeEntry(entry).payload));
  if (statement.kind !== 'flag') throw new TypeError('a flag was listed that is none');
  return statement.predicate;
}
