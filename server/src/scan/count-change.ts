import { changeBetween } from '@countersign/shared/artifact/change.ts';
import { defaultArchiveLimits } from '@countersign/shared/artifact/limits.ts';
import type { Tree } from '@countersign/shared/artifact/tree.ts';
import { unpackNpm } from '@countersign/shared/artifact/unpack.ts';
import { diffEntry } from '@countersign/shared/diff/change-diff.ts';

export interface CountedChange {
  /** Lines. */
  readonly added: number;
  readonly removed: number;
  readonly files: number;
}

const limits = { ...defaultArchiveLimits, maxBytes: 128 * 1024 * 1024, maxEntries: 20_000 };
const nothing: Tree = { entries: [], findings: [] };

/** How large the change from one npm tarball to another is; all of `target` without a base. Throws what unpackNpm throws. */
export async function countChange(base: Uint8Array | null, target: Uint8Array): Promise<CountedChange> {
  const before = base === null ? nothing : await unpackNpm(base, limits);
  const { entries } = changeBetween(before, await unpackNpm(target, limits));
  let [added, removed] = [0, 0];
  for (const entry of entries) {
    const diff = diffEntry(entry);
    added += diff.added;
    removed += diff.removed;
  }
  return { added, removed, files: entries.length };
}
