import type { FileText, Side } from '../../../worker/reading.ts';
import { editKinds, editWidth } from '../../../worker/reading.ts';
import { lineCount } from '../../../text/line-text.ts';
import type { SideLines } from '../coverage.ts';
import { firstOutside } from '../ranges.ts';
import type { Arrival, Cursor } from '../view-store.ts';

/** The line at which one arrives in a file; null where it has no such line. */
export function placeOf(
  arrival: Arrival,
  text: FileText,
  changed: SideLines,
  shown: SideLines,
): Cursor | null {
  switch (arrival.kind) {
    case 'line': {
      const side = text[arrival.side];
      // An address may name any line.
      return side && arrival.line < lineCount(side) ? { side: arrival.side, line: arrival.line } : null;
    }
    case 'not-shown':
      return notShown(changed, shown) ?? edgeChange(text.edits, 1);
    case 'first-change':
      return edgeChange(text.edits, 1);
    case 'last-change':
      return edgeChange(text.edits, -1);
  }
}

/** The first line that is to be read and was never on screen. */
function notShown(changed: SideLines, shown: SideLines): Cursor | null {
  for (const side of ['base', 'target'] as const) {
    const line = firstOutside(changed[side], shown[side]);
    if (line !== null) return { side, line };
  }
  return null;
}

/** The first or last line of a file that is to be read. */
function edgeChange(edits: Uint32Array, step: 1 | -1): Cursor | null {
  const count = edits.length / editWidth;
  for (let edit = step === 1 ? 0 : count - 1; edit >= 0 && edit < count; edit += step) {
    const [kind, baseStart = 0, baseEnd = 0, targetStart = 0, targetEnd = 0] = edits.subarray(
      edit * editWidth,
      (edit + 1) * editWidth,
    );
    if (kind === editKinds.added) return at('target', targetStart, targetEnd, step);
    if (kind === editKinds.removed) return at('base', baseStart, baseEnd, step);
  }
  return null;
}

function at(side: Side, start: number, end: number, step: 1 | -1): Cursor {
  return { side, line: step === 1 ? start : end - 1 };
}
