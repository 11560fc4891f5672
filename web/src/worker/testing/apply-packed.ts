import { applyDiff } from '@countersign/shared/diff/testing/apply.ts';
import { lineRange, splitLines } from '@countersign/shared/diff/lines.ts';
import { unpackEdits } from '../files/compare-pair.ts';
import type { FileText } from '../reading.ts';

const nothing = new Uint8Array(0);

/** The target, made of the base and what the packed diff says was added. */
export function applyPacked({ base, target, edits: packed }: FileText): Uint8Array {
  const edits = unpackEdits(packed);
  const lines = splitLines(target?.bytes ?? nothing);
  const added = edits
    .filter(({ kind }) => kind === 'added')
    .map((edit) => lineRange(lines, edit.targetStart, edit.targetEnd));
  const diff = { edits, added: 0, removed: 0, hard: false, binary: false };
  return applyDiff(base?.bytes ?? nothing, diff, added);
}
