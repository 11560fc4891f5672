import { type Change, changeBetween, changeDigest } from '@countersign/shared/artifact/change.ts';
import { type Tree, type TreeEntry, treeDigest } from '@countersign/shared/artifact/tree.ts';
import type { Edit } from '@countersign/shared/diff/edit.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { isReached, reachedIn } from './concerns/reached.ts';
import type { FoundConcern } from './concerns/found-concern.ts';
import { type ConcernedFile, ConcernTeller } from './concerns/tell-concerns.ts';
import type { CheckedTree } from './fetch/checked-tree.ts';
import { comparePair, type PairDiff, unpackEdits } from './files/compare-pair.ts';
import { type Content, contentOf } from './files/content-kind.ts';
import { type FilePair, pairFiles } from './files/file-pair.ts';
import { findRenames } from './files/renames.ts';
import type { FileCount, FileSummary, FileVersion, Reading } from './reading.ts';
import { readingOrder } from './reading-order.ts';

const emptyTree: Tree = { entries: [], findings: [] };

/** What an open reading holds. */
export interface ReadingState {
  readonly reading: Reading;
  readonly pairs: readonly FilePair[];
  /** Indices, the most dangerous first. */
  readonly order: readonly number[];
  readonly diff: (pair: FilePair) => PairDiff;
  readonly count: (pair: FilePair) => FileCount;
  readonly edits: (pair: FilePair) => readonly Edit[];
  /** Throws `file-unknown`. */
  readonly pair: (index: number) => FilePair;
}

/** Compares two checked trees, or reads one whole: no text is diffed before it is asked for. */
export function readTrees(target: CheckedTree, base: CheckedTree | null): ReadingState {
  const change = changeBetween(base?.tree ?? emptyTree, target.tree);
  const pairs = comparedFiles(change, target.tree, base?.tree ?? null);
  const reading: Reading = {
    target: target.artifact,
    base: base?.artifact ?? null,
    scope: base
      ? { kind: 'change', change: changeDigest(change) }
      : { kind: 'full', tree: treeDigest(target.tree) },
    files: pairs.files,
  };
  const diffs = new Map<FilePair, PairDiff>();
  const diff = (pair: FilePair): PairDiff => {
    const known = diffs.get(pair) ?? comparePair(pair);
    diffs.set(pair, known);
    return known;
  };
  return {
    reading,
    pairs: pairs.pairs,
    order: readingOrder(reading.files).map(({ index }) => index),
    diff,
    count(pair) {
      const found = pairs.later(pair);
      return found.length > 0 ? { ...diff(pair).count, concerns: found } : diff(pair).count;
    },
    edits: (pair) => unpackEdits(diff(pair).edits),
    pair(index) {
      const pair = pairs.pairs[index];
      if (!pair) throw new CodedError('file-unknown', 'there is no such file in this reading');
      return pair;
    },
  };
}

function comparedFiles(
  change: Change,
  target: Tree,
  base: Tree | null,
): { pairs: FilePair[]; files: FileSummary[]; later: (pair: FilePair) => FoundConcern[] } {
  const contents = new Map<TreeEntry, Content>();
  for (const entry of change.entries) {
    if (entry.kind !== 'A') contents.set(entry.base, contentOf(entry.base));
    if (entry.kind !== 'D') contents.set(entry.target, contentOf(entry.target));
  }
  const sides = {
    base: { tree: base, reached: reachedIn(base) },
    target: { tree: target, reached: reachedIn(target) },
  };
  // A file that only now is run has to be read whole, wherever it lay before: nobody may have read it as code.
  const mayPair = (from: TreeEntry, to: TreeEntry): boolean =>
    (from.mode === to.mode || to.mode === 0o644) &&
    (!isReached(sides.target.reached, to.path) || isReached(sides.base.reached, from.path));
  const pairs = pairFiles(change.entries, contents, findRenames(change.entries, contents, mayPair));
  const teller = new ConcernTeller(sides.base, sides.target);
  const concerned = (pair: FilePair): ConcernedFile => ({
    path: pair.entry.path,
    base: pair.base,
    target: pair.target,
    content: contents.get((pair.target ?? pair.base) as TreeEntry) as Content,
    comparedBase: pair.compared.base,
  });
  const files = pairs.map((pair): FileSummary => ({
    index: pair.index,
    path: pair.entry.path,
    kind: pair.entry.kind,
    content: pair.kind,
    renamedFrom: pair.renamedFrom,
    renamedTo: pair.renamedTo,
    base: versionOf(pair.base),
    target: versionOf(pair.target),
    concerns: teller.of(concerned(pair)),
  }));
  return { pairs, files, later: (pair) => teller.later(concerned(pair)) };
}

function versionOf(entry: TreeEntry | null): FileVersion | null {
  if (!entry) return null;
  const { type, mode, sha256, content } = entry;
  return { type, mode, sha256, length: content.length };
}
