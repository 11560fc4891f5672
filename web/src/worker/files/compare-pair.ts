import { diffEntry } from '@countersign/shared/diff/change-diff.ts';
import type { Edit } from '@countersign/shared/diff/edit.ts';
import { splitLines } from '@countersign/shared/diff/lines.ts';
import type { TreeEntry } from '@countersign/shared/artifact/tree.ts';
import { editKinds, editWidth, type FileCount } from '../reading.ts';
import { differsInBlanksOnly } from './blank-only.ts';
import type { FilePair } from './file-pair.ts';

/** How the two texts of a pair differ. */
export interface PairDiff {
  /** As FileText has them. */
  readonly edits: Uint32Array;
  readonly count: FileCount;
}

interface Lines {
  readonly edits: readonly Edit[];
  readonly hard: boolean;
}

export function comparePair(pair: FilePair): PairDiff {
  const { base, target } = pair.compared;
  const { index } = pair;
  if (pair.kind === 'binary') {
    const count = { index, ...oneLine(pair), hard: false, blankOnly: false };
    return { edits: new Uint32Array(0), count };
  }
  const { edits, hard } = editsOf(base, target);
  let added = 0;
  let removed = 0;
  for (const edit of edits) {
    if (edit.kind === 'added') added += edit.targetEnd - edit.targetStart;
    else if (edit.kind === 'removed') removed += edit.baseEnd - edit.baseStart;
  }
  if (added + removed === 0) {
    const count = { index, ...oneLine(pair), hard, blankOnly: false };
    return { edits: packEdits(edits), count };
  }
  const blankOnly = base?.type === target?.type && blanksOnly(base, target);
  return { edits: packEdits(edits), count: { index, added, removed, hard, blankOnly } };
}

function blanksOnly(base: TreeEntry | null, target: TreeEntry | null): boolean {
  return base !== null && target !== null && differsInBlanksOnly(base.content, target.content);
}

/** What has no line to count is still something to look at. */
function oneLine({ entry }: FilePair): { added: number; removed: number } {
  return entry.kind === 'D' ? { added: 0, removed: 1 } : { added: 1, removed: 0 };
}

function editsOf(base: TreeEntry | null, target: TreeEntry | null): Lines {
  if (base && target) {
    if (base.type === target.type && base.sha256 === target.sha256) return same(base);
    return diffEntry({ kind: 'M', path: target.path, base, target });
  }
  const only = base ?? target;
  const lines = only ? splitLines(only.content).count : 0;
  if (lines === 0) return { edits: [], hard: false };
  const empty = { baseStart: 0, baseEnd: 0, targetStart: 0, targetEnd: 0, hard: false };
  const edit: Edit = base
    ? { ...empty, kind: 'removed', baseEnd: lines }
    : { ...empty, kind: 'added', targetEnd: lines };
  return { edits: [edit], hard: false };
}

function same({ content }: TreeEntry): Lines {
  const lines = splitLines(content).count;
  if (lines === 0) return { edits: [], hard: false };
  return {
    edits: [{ kind: 'same', baseStart: 0, baseEnd: lines, targetStart: 0, targetEnd: lines, hard: false }],
    hard: false,
  };
}

export function packEdits(edits: readonly Edit[]): Uint32Array {
  const packed = new Uint32Array(edits.length * editWidth);
  edits.forEach((edit, row) => {
    const { kind, baseStart, baseEnd, targetStart, targetEnd, hard } = edit;
    const values = [editKinds[kind], baseStart, baseEnd, targetStart, targetEnd, hard ? 1 : 0];
    packed.set(values, row * editWidth);
  });
  return packed;
}

const kinds = ['same', 'removed', 'added'] as const satisfies readonly (keyof typeof editKinds)[];

export function unpackEdits(packed: Uint32Array): Edit[] {
  const edits: Edit[] = [];
  for (let at = 0; at + editWidth <= packed.length; at += editWidth) {
    const [kind, baseStart, baseEnd, targetStart, targetEnd, hard] = packed.subarray(
      at,
      at + editWidth,
    ) as unknown as [number, number, number, number, number, number];
    edits.push({ kind: kinds[kind] ?? 'same', baseStart, baseEnd, targetStart, targetEnd, hard: hard === 1 });
  }
  return edits;
}
