const digits = new Intl.NumberFormat('en');

/** `15,397,000` */
export function showCount(count: number): string {
  return digits.format(count);
}

/** `1 line`, `204 lines` */
export function lineCountWords(lines: number): string {
  return `${showCount(lines)} ${lines === 1 ? 'line' : 'lines'}`;
}

/** What of a long line is in view: `Characters 1 to 2,000 of 9,000. … 7,000 characters not shown.` */
export function windowWords(from: number, length: number, units: number): string {
  const hidden = units - length;
  const not = `${showCount(hidden)} ${hidden === 1 ? 'character' : 'characters'} not shown`;
  return `Characters ${showCount(from + 1)} to ${showCount(from + length)} of ${showCount(units)}: … ${not}`;
}

/** `moved from`, `3 lines moved to`: the place follows. */
export function movedWords(kind: 'removed' | 'added', lines: number): string {
  const what = lines > 1 ? `${lineCountWords(lines)} moved` : 'moved';
  return `${what} ${kind === 'removed' ? 'to' : 'from'}`;
}
