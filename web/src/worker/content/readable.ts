import type { Edit } from '@countersign/shared/diff/edit.ts';
import { diffText } from '@countersign/shared/diff/file-diff.ts';
import { splitLines } from '@countersign/shared/diff/lines.ts';
import { packEdits } from '../files/compare-pair.ts';
import { marksOf } from '../files/marks.ts';
import type { ReadableText, SideText } from '../reading.ts';
import { type CodeBreaks, findBreaks } from './code-breaks.ts';
import { looksMinified } from './minified.ts';

/** Bytes of a side, and lines that it may be broken into. */
const bytesMax = 16 * 1024 * 1024;
const linesMax = 1_500_000;
/** Changed lines up to which names are compared as they are, always, and as a share of all. */
const plainChanges = 2000;
const plainShare = 0.02;
const lineFeed = 0x0a;
const underscore = 0x5f;
const nothing = new Uint8Array(0);

interface BrokenSide {
  readonly raw: Uint8Array;
  readonly found: CodeBreaks;
  readonly side: SideText;
}

/**
 * Minified code broken into lines at `;`, `{`, `}` and `,`, and how its lines differ; null when no side looks minified,
 * or when it is too large. Short names are made alike for the comparison where they would drown all else.
 */
export function readableText(base: Uint8Array | null, target: Uint8Array | null): ReadableText | null {
  const sides = [base, target].filter((bytes) => bytes !== null);
  if (!sides.some(looksMinified) || sides.some((bytes) => bytes.length > bytesMax)) return null;
  const from = base && breakSide(base);
  const to = target && breakSide(target);
  const lines = Math.max(from?.side.starts.length ?? 0, to?.side.starts.length ?? 0);
  if (lines > linesMax) return null;
  const { edits, namesFolded } = compare(from, to);
  const marks = marksOf(from?.side ?? null, to?.side ?? null, edits);
  return {
    base: from?.side ?? null,
    target: to?.side ?? null,
    edits: packEdits(edits),
    baseMarks: Uint32Array.from(marks.base),
    targetMarks: Uint32Array.from(marks.target),
    moves: new Uint32Array(0),
    baseRaw: rawLines(from),
    targetRaw: rawLines(to),
    namesFolded,
  };
}

function breakSide(raw: Uint8Array): BrokenSide {
  const found = findBreaks(raw);
  const bytes = withBreaks(raw, found.breaks);
  return { raw, found, side: { bytes, starts: splitLines(bytes).starts } };
}

function withBreaks(raw: Uint8Array, breaks: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(raw.length + breaks.length);
  let from = 0;
  breaks.forEach((at, added) => {
    bytes.set(raw.subarray(from, at), from + added);
    bytes[at + added] = lineFeed;
    from = at;
  });
  bytes.set(raw.subarray(from), from + breaks.length);
  return bytes;
}

function compare(
  base: BrokenSide | null,
  target: BrokenSide | null,
): { edits: readonly Edit[]; namesFolded: boolean } {
  const plain = diffText(base?.side.bytes ?? nothing, target?.side.bytes ?? nothing);
  const lines = (base?.side.starts.length ?? 0) + (target?.side.starts.length ?? 0);
  const few = plain.added + plain.removed <= Math.max(plainChanges, lines * plainShare);
  if (base === null || target === null || (few && !plain.hard))
    return { edits: plain.edits, namesFolded: false };
  return { edits: diffText(folded(base), folded(target)).edits, namesFolded: true };
}

/** The broken text with `_` for every short name: as many lines, and shorter ones. */
function folded({ raw, found: { breaks, shortNames } }: BrokenSide): Uint8Array {
  const bytes = new Uint8Array(raw.length + breaks.length);
  let end = 0;
  let from = 0;
  let nextBreak = 0;
  const copy = (to: number): void => {
    while (nextBreak < breaks.length && (breaks[nextBreak] as number) <= to) {
      const at = breaks[nextBreak++] as number;
      bytes.set(raw.subarray(from, at), end);
      end += at - from;
      bytes[end++] = lineFeed;
      from = at;
    }
    bytes.set(raw.subarray(from, to), end);
    end += to - from;
    from = to;
  };
  for (let i = 0; i < shortNames.length; i += 2) {
    copy(shortNames[i] as number);
    bytes[end++] = underscore;
    from = shortNames[i + 1] as number;
  }
  copy(raw.length);
  return bytes.subarray(0, end);
}

/** For each line of the broken text the raw line that it is from. */
function rawLines(broken: BrokenSide | null): Uint32Array {
  if (broken === null) return new Uint32Array(0);
  const { side, found } = broken;
  const lines = new Uint32Array(side.starts.length - 1);
  let added = 0;
  for (let line = 1; line < lines.length; line++) {
    // The break before this line, were it added, would stand here in the raw text.
    const rawStart = (side.starts[line] as number) - added - 1;
    const isAdded = found.breaks[added] === rawStart;
    if (isAdded) added++;
    lines[line] = (lines[line - 1] as number) + (isAdded ? 0 : 1);
  }
  return lines;
}
