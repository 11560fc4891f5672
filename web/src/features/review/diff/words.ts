import { grouped, numbered } from '../../../ui/counts.ts';

/** What of a long line is in view: `Characters 1 to 2,000 of 9,000. … 7,000 characters not shown.` */
export function windowWords(from: number, length: number, units: number): string {
  const hidden = units - length;
  const not = `${numbered(hidden, 'character')} not shown`;
  return `Characters ${grouped(from + 1)} to ${grouped(from + length)} of ${grouped(units)}: … ${not}`;
}

/** `moved from`, `3 lines moved to`: the place follows. */
export function movedWords(kind: 'removed' | 'added', lines: number): string {
  const what = lines > 1 ? `${numbered(lines, 'line')} moved` : 'moved';
  return `${what} ${kind === 'removed' ? 'to' : 'from'}`;
}
