import { concatBytes } from '../../bytes/compare.ts';
import type { FileDiff } from '../file-diff.ts';
import { lineRange, splitLines } from '../lines.ts';

/** The bytes of each added run of a diff, in order: with the base and the diff they are all that the target is. */
export function addedRuns(diff: FileDiff, target: Uint8Array): Uint8Array[] {
  const lines = splitLines(target);
  return diff.edits
    .filter((edit) => edit.kind === 'added')
    .map((edit) => lineRange(lines, edit.targetStart, edit.targetEnd));
}

/**
 * The target, from the base, the diff and the bytes of its added runs. Throws when the diff does not
 * cover exactly the lines of this base, or its added runs are not these many lines.
 */
export function applyDiff(base: Uint8Array, diff: FileDiff, added: readonly Uint8Array[]): Uint8Array {
  const lines = splitLines(base);
  const parts: Uint8Array[] = [];
  let baseLine = 0;
  let targetLine = 0;
  let run = 0;
  for (const edit of diff.edits) {
    const removes = edit.baseEnd - edit.baseStart;
    const adds = edit.targetEnd - edit.targetStart;
    const fits = edit.kind === 'same' ? removes === adds : (edit.kind === 'removed' ? adds : removes) === 0;
    if (edit.baseStart !== baseLine || edit.targetStart !== targetLine || removes < 0 || adds < 0 || !fits) {
      throw mismatch('the edits do not follow each other');
    }
    baseLine = edit.baseEnd;
    targetLine = edit.targetEnd;
    if (edit.kind === 'same') parts.push(lineRange(lines, edit.baseStart, edit.baseEnd));
    if (edit.kind !== 'added') continue;
    const bytes = added[run++];
    if (!bytes || splitLines(bytes).count !== adds) throw mismatch('an added run has other lines');
    parts.push(bytes);
  }
  if (baseLine !== lines.count || run !== added.length) throw mismatch('the diff does not cover the base');
  return concatBytes(...parts);
}

function mismatch(message: string): Error {
  return new Error(`diff mismatch: ${message}`);
}
