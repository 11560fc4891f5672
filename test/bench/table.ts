/** One comparison. */
export interface Row {
  readonly what: string;
  /** In `unit`s, milliseconds unless it says otherwise. */
  readonly time: number;
  readonly unit?: string;
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
  const cells = rows.map(({ what, time, unit = 'ms', against, otherTime, ratio, limit }) => [
    what,
    `${Math.round(time)} ${unit}`.trim(),
    against,
    `${Math.round(otherTime)} ${unit}`.trim(),
    `${ratio.toFixed(1)} ×`,
    `≤ ${limit} ×`,
    ratio <= limit ? 'ok' : 'TOO MUCH',
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
