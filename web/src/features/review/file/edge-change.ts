import { editKinds, editWidth, type Side } from '../../../worker/reading.ts';

/** The first or last line of a file that is to be read; null when none is. */
export function edgeChange(
  edits: Uint32Array,
  which: 'first-change' | 'last-change',
): { side: Side; line: number } | null {
  const count = edits.length / editWidth;
  const step = which === 'first-change' ? 1 : -1;
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

function at(side: Side, start: number, end: number, step: 1 | -1): { side: Side; line: number } {
  return { side, line: step === 1 ? start : end - 1 };
}
