export const rowLength = 16;

export interface HexRow {
  /** `0000a0`, at least six digits. */
  readonly offset: string;
  /** `7f 45 4c 46`, with a wider gap after eight. */
  readonly hex: string;
  /** Printable ASCII, a dot for the rest. */
  readonly text: string;
}

/** Sixteen bytes a row; `start` is the offset of the first. */
export function hexRows(bytes: Uint8Array, start: number): HexRow[] {
  const rows: HexRow[] = [];
  for (let at = 0; at < bytes.length; at += rowLength) {
    const row = Array.from(bytes.subarray(at, at + rowLength));
    const pairs = row.map((byte) => byte.toString(16).padStart(2, '0'));
    rows.push({
      offset: (start + at).toString(16).padStart(6, '0'),
      hex: [pairs.slice(0, 8).join(' '), pairs.slice(8).join(' ')].join('  ').trimEnd(),
      text: row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCodePoint(byte) : '.')).join(''),
    });
  }
  return rows;
}
