import type { Side } from '../../../worker/reading.ts';
import type { LinePlace } from './cursor.ts';
import type { RawLines } from './raw-lines.ts';
import type { LineRow } from './row-model.ts';

/**
 * What stands below the lines of a row, null where nothing does. In a guide a raw line may be many rows: what belongs
 * to it stands below the cursor if that is on it, else below its first row.
 */
export function belowRows(
  renderBelow: (side: Side, line: number) => React.ReactNode,
  raw: RawLines,
  guideCursor: LinePlace | null,
): (row: LineRow) => React.ReactNode {
  const ofSide = (side: Side, line: number) => {
    if (line < 0) return null;
    const rawLine = raw.toRaw(side, line);
    const here = guideCursor?.side === side && raw.toRaw(side, guideCursor.line) === rawLine;
    if (line !== (here ? guideCursor.line : raw.fromRaw(side, rawLine))) return null;
    return renderBelow(side, rawLine);
  };
  return (row) => {
    const base = ofSide('base', row.base);
    const target = ofSide('target', row.target);
    if (isNothing(base) && isNothing(target)) return null;
    return (
      <>
        {base}
        {target}
      </>
    );
  };
}

function isNothing(node: React.ReactNode): boolean {
  return node === null || node === undefined || node === false;
}
