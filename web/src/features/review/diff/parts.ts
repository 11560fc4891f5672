/** Rows that are in one part, by whether lines wrap: a browser draws no element that is higher than 17 million pixels. */
export const partRows = { plain: 500_000, wrapped: 12_000 } as const;

/** A stretch of the rows of a file; the others are not in view, and do not count as shown. */
export interface Part {
  readonly index: number;
  /** Of how many. */
  readonly parts: number;
  /** Rows, end exclusive. */
  readonly from: number;
  readonly to: number;
}

export function partAt(rows: number, wrap: boolean, index: number): Part {
  const size = wrap ? partRows.wrapped : partRows.plain;
  const parts = Math.max(1, Math.ceil(rows / size));
  const at = Math.min(Math.max(index, 0), parts - 1);
  return { index: at, parts, from: at * size, to: Math.min(rows, (at + 1) * size) };
}

/** The part that has a row. */
export function partOf(row: number, wrap: boolean): number {
  return Math.floor(row / (wrap ? partRows.wrapped : partRows.plain));
}
