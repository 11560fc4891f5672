import { diffText } from '@countersign/shared/diff/file-diff.ts';
import { splitLines } from '@countersign/shared/diff/lines.ts';
import { editKinds, type FileText, type SideText } from '../../../../worker/reading.ts';

const encoder = new TextEncoder();

/** What of a FileText is not made from its two texts; null where the file is new or deleted. */
export interface FileTextParts {
  readonly base: string | Uint8Array | null;
  readonly target: string | Uint8Array | null;
  /** Rows as in FileText. */
  readonly baseMarks?: readonly number[];
  readonly targetMarks?: readonly number[];
  readonly moves?: readonly number[];
}

/** A file as the reading worker would send it. */
export function fileText(parts: FileTextParts): FileText {
  const base = sideText(parts.base);
  const target = sideText(parts.target);
  const none = new Uint8Array(0);
  const { edits } = diffText(base?.bytes ?? none, target?.bytes ?? none);
  return {
    index: 0,
    base,
    target,
    edits: Uint32Array.from(
      edits.flatMap((edit) => [
        editKinds[edit.kind],
        edit.baseStart,
        edit.baseEnd,
        edit.targetStart,
        edit.targetEnd,
        edit.hard ? 1 : 0,
      ]),
    ),
    baseMarks: Uint32Array.from(parts.baseMarks ?? []),
    targetMarks: Uint32Array.from(parts.targetMarks ?? []),
    moves: Uint32Array.from(parts.moves ?? []),
  };
}

function sideText(text: string | Uint8Array | null): SideText | null {
  if (text === null) return null;
  const bytes = typeof text === 'string' ? encoder.encode(text) : text;
  return { bytes, starts: splitLines(bytes).starts };
}
