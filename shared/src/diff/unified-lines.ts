import type { Edit } from './edit.ts';
import { lineAt, lineFeed, type Lines, splitLines } from './lines.ts';

/** One line of a unified diff. The bytes may be anything but LF: who prints them escapes them. */
export interface UnifiedLine {
  readonly sign: ' ' | '+' | '-';
  /** From 1; null for an added line. */
  readonly baseLine: number | null;
  /** From 1; null for a removed line. */
  readonly targetLine: number | null;
  /** Without the LF; a view. */
  readonly bytes: Uint8Array;
  /** The text ends here without a LF: print `\ No newline at end of file` below. */
  readonly noNewline: boolean;
}

/**
 * The lines of a whole diff, or of one hunk, in order. Who prints several hunks of a file splits its texts once
 * (`splitLines`) and passes those.
 */
export function* unifiedLines(
  part: { readonly edits: readonly Edit[] },
  base: Uint8Array | Lines,
  target: Uint8Array | Lines,
): Generator<UnifiedLine, void, undefined> {
  const baseLines = base instanceof Uint8Array ? splitLines(base) : base;
  const targetLines = target instanceof Uint8Array ? splitLines(target) : target;
  for (const edit of part.edits) {
    if (edit.kind === 'removed') {
      for (let i = edit.baseStart; i < edit.baseEnd; i++)
        yield { sign: '-', baseLine: i + 1, targetLine: null, ...content(baseLines, i) };
    } else if (edit.kind === 'added') {
      for (let i = edit.targetStart; i < edit.targetEnd; i++) {
        yield { sign: '+', baseLine: null, targetLine: i + 1, ...content(targetLines, i) };
      }
    } else {
      for (let i = edit.baseStart; i < edit.baseEnd; i++) {
        const targetLine = edit.targetStart + i - edit.baseStart + 1;
        yield { sign: ' ', baseLine: i + 1, targetLine, ...content(baseLines, i) };
      }
    }
  }
}

function content(lines: Lines, index: number): { bytes: Uint8Array; noNewline: boolean } {
  const line = lineAt(lines, index);
  const noNewline = line.at(-1) !== lineFeed;
  return { bytes: noNewline ? line : line.subarray(0, -1), noNewline };
}
