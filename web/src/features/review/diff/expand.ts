import type { Side } from '../../../worker/reading.ts';
import { editAt, type Expansion, type Expansions } from './segments.ts';

/** Lines that one step of expanding shows. */
export const expandStep = 20;

export type ExpandHow = 'up' | 'down' | 'all';

/** A fold shows more: `down` below the change above it, `up` above the change below it. */
export function expandFold(expansions: Expansions, edit: number, how: ExpandHow): Expansions {
  const before = ofEdit(expansions, edit);
  if (how === 'all') return withExpansion(expansions, edit, { ...before, top: Infinity });
  const end = how === 'down' ? 'top' : 'bottom';
  return withExpansion(expansions, edit, { ...before, [end]: before[end] + expandStep });
}

/** A fold shows so much that a line of it is in view, from the nearer end on. */
export function expandTo(
  expansions: Expansions,
  edits: Uint32Array,
  edit: number,
  place: { readonly side: Side; readonly line: number },
): Expansions {
  const run = editAt(edits, edit);
  const offset = place.line - (place.side === 'base' ? run.baseStart : run.targetStart);
  const before = ofEdit(expansions, edit);
  const fromEnd = run.baseLines - offset;
  const more =
    offset < fromEnd
      ? { ...before, top: Math.max(before.top, offset + expandStep) }
      : { ...before, bottom: Math.max(before.bottom, fromEnd + expandStep) };
  return withExpansion(expansions, edit, more);
}

function ofEdit(expansions: Expansions, edit: number): Expansion {
  return (expansions === 'all' ? null : expansions.get(edit)) ?? { top: 0, bottom: 0 };
}

function withExpansion(expansions: Expansions, edit: number, expansion: Expansion): Expansions {
  return expansions === 'all' ? 'all' : new Map(expansions).set(edit, expansion);
}
