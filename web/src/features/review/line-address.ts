import type { Side } from '../../worker/reading.ts';

/** A line, or lines from one to another, of one side; from 0, `to` is the last one. */
export interface LinePlace {
  readonly side: Side;
  readonly line: number;
  readonly to: number;
}

/** As an address writes it, from 1: `T14`, `B3-9` (target, base). */
export function formatPlace({ side, line, to }: LinePlace): string {
  const letter = side === 'target' ? 'T' : 'B';
  return to === line ? `${letter}${line + 1}` : `${letter}${line + 1}-${to + 1}`;
}

/** Null for whatever `formatPlace` does not write. */
export function parsePlace(text: string | undefined): LinePlace | null {
  const match = /^([TB])([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?$/.exec(text ?? '');
  if (!match) return null;
  const line = Number(match[2]) - 1;
  const to = match[3] === undefined ? line : Number(match[3]) - 1;
  if (to < line) return null;
  return { side: match[1] === 'T' ? 'target' : 'base', line, to };
}

/** For people: `line 14`, `lines 3 to 9 before the change`. */
export function describePlace({ side, line, to }: LinePlace): string {
  const lines = to === line ? `line ${line + 1}` : `lines ${line + 1} to ${to + 1}`;
  return side === 'base' ? `${lines} before the change` : lines;
}
