import type { ChangeEntry } from '@countersign/shared/artifact/change.ts';
import type { TreeEntry } from '@countersign/shared/artifact/tree.ts';
import type { Content } from './content-kind.ts';
import { nameOf } from './file-name.ts';
import { similarPairs } from './similar-files.ts';

/** Which added entry was which deleted one. */
export interface Renames {
  readonly from: ReadonlyMap<TreeEntry, TreeEntry>;
  readonly to: ReadonlyMap<TreeEntry, TreeEntry>;
}

/**
 * Pairs deleted with added files: first those of equal content, then those that share most of their lines. `mayPair` can
 * forbid a pair. No file is in two.
 */
export function findRenames(
  entries: readonly ChangeEntry[],
  contents: ReadonlyMap<TreeEntry, Content>,
  mayPair: (from: TreeEntry, to: TreeEntry) => boolean,
): Renames {
  const from = new Map<TreeEntry, TreeEntry>();
  const to = new Map<TreeEntry, TreeEntry>();
  const link = (before: TreeEntry, after: TreeEntry): void => {
    from.set(after, before);
    to.set(before, after);
  };
  const isFile = (entry: TreeEntry): boolean => entry.type === 'file' && entry.content.length > 0;
  const deleted = entries.flatMap((entry) => (entry.kind === 'D' && isFile(entry.base) ? [entry.base] : []));
  const added = entries.flatMap((entry) =>
    entry.kind === 'A' && isFile(entry.target) ? [entry.target] : [],
  );

  const byHash = Map.groupBy(deleted, ({ sha256 }) => sha256);
  for (const after of added) {
    const same = (byHash.get(after.sha256) ?? []).filter(
      (before) => !to.has(before) && mayPair(before, after),
    );
    const before = same.find(({ path }) => nameOf(path) === nameOf(after.path)) ?? same[0];
    if (before) link(before, after);
  }

  const isText = (entry: TreeEntry): boolean => contents.get(entry)?.kind === 'text';
  const pairs = similarPairs(
    deleted.filter((entry) => !to.has(entry) && isText(entry)),
    added.filter((entry) => !from.has(entry) && isText(entry)),
  );
  for (const { before, after } of pairs) {
    if (!to.has(before) && !from.has(after) && mayPair(before, after)) link(before, after);
  }
  return { from, to };
}
