import type { Edit } from './edit.ts';
import type { InternedTexts } from './intern.ts';
import type { Lines } from './lines.ts';

type OpenEdit = { -readonly [K in keyof Edit]: Edit[K] };

/** The most lines that a change moves up or down. */
const farthest = 100;
/** Columns of a line, and blank lines in a row, that are looked at to find an indentation. */
const deepest = 200;
const blankLines = 20;

/**
 * A run of added or removed lines that begins as the lines after it do can as well stand lower, and one that ends as
 * the lines before it do, higher: the diff says the same. Moves each to where people would cut: at the least indented
 * line, after a blank one.
 */
export function slideEdits(edits: readonly Edit[], texts: InternedTexts): Edit[] {
  const slid = withLastRun(edits, texts);
  for (let i = 1; i < slid.length - 1; i++) {
    const edit = slid[i] as OpenEdit;
    const before = slid[i - 1] as OpenEdit;
    const after = slid[i + 1] as OpenEdit;
    if (edit.kind === 'same' || before.kind !== 'same' || after.kind !== 'same') continue;
    // A run between two changes keeps a line, so that changes never touch.
    const above = before.baseEnd - before.baseStart - (i > 1 ? 1 : 0);
    const below = after.baseEnd - after.baseStart - (i < slid.length - 2 ? 1 : 0);
    const shift =
      edit.kind === 'removed'
        ? bestShift(texts.base, texts.baseSymbols, edit.baseStart, edit.baseEnd, above, below)
        : bestShift(texts.target, texts.targetSymbols, edit.targetStart, edit.targetEnd, above, below);
    before.baseEnd += shift;
    before.targetEnd += shift;
    edit.baseStart += shift;
    edit.baseEnd += shift;
    edit.targetStart += shift;
    edit.targetEnd += shift;
    after.baseStart += shift;
    after.targetStart += shift;
  }
  return slid.filter((edit) => edit.baseEnd > edit.baseStart || edit.targetEnd > edit.targetStart);
}

/** The edits with an equal run at the end, empty where there is none, so that what was appended can slide up. */
function withLastRun(edits: readonly Edit[], { base, target }: InternedTexts): OpenEdit[] {
  const open = edits.map((edit) => ({ ...edit }));
  if (open.at(-1)?.kind === 'same') return open;
  const [baseEnd, targetEnd] = [base.count, target.count];
  open.push({ kind: 'same', baseStart: baseEnd, baseEnd, targetStart: targetEnd, targetEnd, hard: false });
  return open;
}

/** How far the run `[start, end)` is best moved, at most `above` lines up and `below` down; the lowest of equals. */
function bestShift(
  lines: Lines,
  symbols: Uint32Array,
  start: number,
  end: number,
  above: number,
  below: number,
): number {
  let lowest = 0;
  const mostDown = Math.min(below, farthest);
  while (lowest < mostDown && symbols[start + lowest] === symbols[end + lowest]) lowest++;
  let highest = 0;
  const mostUp = -Math.min(above, farthest);
  while (highest > mostUp && symbols[start + highest - 1] === symbols[end + highest - 1]) highest--;
  if (lowest === highest) return 0;
  let best = lowest;
  let least = Infinity;
  for (let shift = lowest; shift >= highest; shift--) {
    const cost = cutCost(lines, start + shift) + cutCost(lines, end + shift);
    if (cost >= least) continue;
    least = cost;
    best = shift;
  }
  return best;
}

/** How bad it looks to cut before line `at`: its indentation, then whether blank lines are around. */
function cutCost(lines: Lines, at: number): number {
  const blankBefore = at > 0 && indentation(lines, at - 1) === null;
  let depth: number | null = null;
  const last = Math.min(lines.count, at + blankLines);
  let line = at;
  while (line < last && (depth = indentation(lines, line)) === null) line++;
  const blankAfter = line > at;
  return (depth ?? 0) * 100 - (blankBefore ? 30 : 0) - (blankAfter ? 20 : 0);
}

/** Columns of white space at the start of a line, a tab being eight; null when there is nothing else in it. */
function indentation({ bytes, starts }: Lines, line: number): number | null {
  const start = starts[line] as number;
  const end = Math.min(starts[line + 1] as number, start + deepest);
  let columns = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === 0x20) columns++;
    else if (byte === 0x09) columns += 8;
    else if (byte !== 0x0a && byte !== 0x0d) return columns;
  }
  return end === starts[line + 1] ? null : columns;
}
