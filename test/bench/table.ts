/** One comparison. Times in milliseconds. */
export interface Row {
  readonly what: string;
  readonly time: number;
  readonly against: string;
  readonly otherTime: number;
  readonly ratio: number;
  /** The most that `ratio` may be. */
  readonly limit: number;
}

export function rowOf(what: string, time: number, against: string, otherTime: number, limit: number): Row {
  return { what, time, against, otherTime, ratio: time / otherTime, limit };
}

export function formatTable(rows: readonly Row[]): string {
  const cells = rows.map(({ what, time, against, otherTime, ratio, limit }) => [
    what,
    `${Math.round(time)} ms`,
    against,
    `${Math.round(otherTime)} ms`,
    `${ratio.toFixed(1)} ×`,
    `≤ ${limit} ×`,
    ratio <= limit ? 'ok' : 'TOO SLOW',
  ]);
  const all = [['what', 'median', 'against', 'median', 'ratio', 'limit', ''], ...cells];
  const widths = (all[0] ?? []).map((_, i) => Math.max(...all.map((row) => (row[i] ?? '').length)));
  return all
    .map(
      (row) =>
        `${row
          .map((cell, i) => cell.padEnd(widths[i] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
