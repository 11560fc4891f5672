import type { ChangeEntry } from '@countersign/shared/artifact/change.ts';
import type { TreeEntry } from '@countersign/shared/artifact/tree.ts';
import type { Content } from './content-kind.ts';
import type { Renames } from './renames.ts';

/** An entry of the change, and what it is compared with. */
export interface FilePair {
  readonly index: number;
  readonly entry: ChangeEntry;
  readonly base: TreeEntry | null;
  readonly target: TreeEntry | null;
  readonly kind: Content['kind'];
  readonly renamedFrom: string | null;
  readonly renamedTo: string | null;
  /** Whose texts are shown beside each other: of a renamed file, what it was and what it became, at both its places. */
  readonly compared: { readonly base: TreeEntry | null; readonly target: TreeEntry | null };
}

export function pairFiles(
  entries: readonly ChangeEntry[],
  contents: ReadonlyMap<TreeEntry, Content>,
  renames: Renames,
): FilePair[] {
  const kindOf = (entry: TreeEntry | null): Content['kind'] => (entry && contents.get(entry)?.kind) ?? 'text';
  return entries.map((entry, index): FilePair => {
    const base = entry.kind === 'A' ? null : entry.base;
    const target = entry.kind === 'D' ? null : entry.target;
    const from = target && (renames.from.get(target) ?? null);
    const to = base && (renames.to.get(base) ?? null);
    const kind = kindOf(target ?? base);
    const before = base ?? from;
    // A text that was binary is read whole: what it was has no lines to hold it against.
    const comparable = kind === 'binary' || kindOf(before) !== 'binary';
    return {
      index,
      entry,
      base,
      target,
      kind,
      renamedFrom: entry.kind === 'A' ? (from?.path ?? null) : null,
      renamedTo: entry.kind === 'D' ? (to?.path ?? null) : null,
      compared: { base: comparable ? before : null, target: target ?? to },
    };
  });
}
