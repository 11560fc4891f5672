import type { HexPage } from '../reading.ts';

/** Bytes of a page, a whole number of rows. */
export const hexPageLength = 16_384;
const rowLength = 16;

/** The page of a file that begins with the row of `offset`; past the end, the last row. A copy, to be transferred. */
export function hexPage(bytes: Uint8Array, offset: number): HexPage {
  const wanted = Number.isFinite(offset) ? Math.min(Math.max(0, offset), Math.max(0, bytes.length - 1)) : 0;
  const first = Math.floor(wanted / rowLength) * rowLength;
  return { offset: first, bytes: bytes.slice(first, first + hexPageLength), length: bytes.length };
}
