import { useState } from 'react';
import type { LinePlace } from './cursor.ts';
import type { RawLines } from './raw-lines.ts';

/**
 * The cursor in lines as they are shown. Outside it is known by raw lines, of which one may be shown as many: which of
 * them it stands on is kept here.
 */
export function useCursor(
  outside: LinePlace | null,
  raw: RawLines,
  onCursor: (place: LinePlace) => void,
): [LinePlace | null, (place: LinePlace) => void] {
  const [inside, setInside] = useState<LinePlace | null>(null);
  const move = (place: LinePlace) => {
    setInside(place);
    onCursor({ side: place.side, line: raw.toRaw(place.side, place.line) });
  };
  if (outside === null) return [null, move];
  if (inside?.side === outside.side && raw.toRaw(inside.side, inside.line) === outside.line) {
    return [inside, move];
  }
  return [{ side: outside.side, line: raw.fromRaw(outside.side, outside.line) }, move];
}
