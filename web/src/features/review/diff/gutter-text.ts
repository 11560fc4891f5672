import type { PreparedLine } from './prepared-line.ts';

const signs = { same: ' ', removed: '−', added: '+' };

/**
 * `  12     +`: line numbers and what happened to the line. One text in letters of one width: an element for each part of
 * it would make scrolling slow.
 */
export function gutterText(
  { kind, moved }: Pick<PreparedLine, 'kind' | 'moved'>,
  numbers: readonly (number | undefined)[],
  digits: number,
): string {
  const columns = numbers.map((number) => String(number ?? '').padStart(digits));
  return [...columns, moved === null ? signs[kind] : '↷'].join(' ');
}
