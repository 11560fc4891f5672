import type { FlagPredicate } from '@countersign/shared/statement/flag.ts';

/** Where to look: `lib/i.js:14`, `lib/i.js:14–20 and 2 more places`; null when the flag names no place. */
export function evidenceInWords(evidence: FlagPredicate['evidence']): string | null {
  const first = evidence[0];
  if (!first) return null;
  const [from, to] = first.lines ?? [];
  const lines = from === undefined ? '' : from === to ? `:${from}` : `:${from}–${to}`;
  const more = evidence.length - 1;
  const places = more === 0 ? '' : ` and ${more} more ${more === 1 ? 'place' : 'places'}`;
  return `${first.path}${lines}${places}`;
}
