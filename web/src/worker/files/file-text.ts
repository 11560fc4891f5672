import { movedBlocks } from '@countersign/shared/diff/moves.ts';
import { splitLines } from '@countersign/shared/diff/lines.ts';
import type { TreeEntry } from '@countersign/shared/artifact/tree.ts';
import type { FileText, SideText } from '../reading.ts';
import { unpackEdits } from './compare-pair.ts';
import type { FilePair } from './file-pair.ts';
import { marksOf } from './marks.ts';
import { packMoves } from './pack-moves.ts';

/** Changed lines of a file beyond which nobody waits for its moved blocks. */
const movedLinesMax = 400_000;

/** One file, ready to be sent: every array is a copy of its own. */
export function fileText(pair: FilePair, edits: Uint32Array): FileText {
  const { index } = pair;
  const none = new Uint32Array(0);
  if (pair.kind === 'binary') {
    return { index, base: null, target: null, edits: none, baseMarks: none, targetMarks: none, moves: none };
  }
  const base = pair.compared.base && sideOf(pair.compared.base);
  const target = pair.compared.target && sideOf(pair.compared.target);
  const list = unpackEdits(edits);
  const marks = marksOf(base, target, list);
  const lines = (base?.starts.length ?? 0) + (target?.starts.length ?? 0);
  const moves = base && target && lines <= movedLinesMax ? movedBlocks([{ base, target, edits: list }]) : [];
  const movesHere = moves.map((move) => ({ ...move, baseFile: index, targetFile: index }));
  return {
    index,
    base,
    target,
    edits: edits.slice(),
    baseMarks: Uint32Array.from(marks.base),
    targetMarks: Uint32Array.from(marks.target),
    moves: packMoves(movesHere),
  };
}

function sideOf({ content }: TreeEntry): SideText {
  const bytes = content.slice();
  return { bytes, starts: splitLines(bytes).starts };
}
