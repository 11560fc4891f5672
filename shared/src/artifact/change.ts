import { type ChangeDigest, sha256Hex } from '../digest.ts';
import { type Tree, type TreeEntry, entryText, sortByPath } from './tree.ts';

export type ChangeEntry =
  | { readonly kind: 'A'; readonly path: string; readonly target: TreeEntry }
  | { readonly kind: 'M'; readonly path: string; readonly base: TreeEntry; readonly target: TreeEntry }
  | { readonly kind: 'D'; readonly path: string; readonly base: TreeEntry };

/** What differs between two trees. */
export interface Change {
  /** Sorted by the UTF-8 bytes of their paths. */
  readonly entries: readonly ChangeEntry[];
}

/** Added, modified (type, mode or content) and deleted entries; a moved file is one deleted and one added. */
export function changeBetween(base: Tree, target: Tree): Change {
  const before = new Map(base.entries.map((entry) => [entry.path, entry]));
  const after = new Map(target.entries.map((entry) => [entry.path, entry]));
  const entries: ChangeEntry[] = [];
  for (const [path, entry] of after) {
    const old = before.get(path);
    if (!old) entries.push({ kind: 'A', path, target: entry });
    else if (entryText(old) !== entryText(entry)) entries.push({ kind: 'M', path, base: old, target: entry });
  }
  for (const [path, entry] of before) if (!after.has(path)) entries.push({ kind: 'D', path, base: entry });
  return { entries: sortByPath(entries) };
}

/**
 * The text that a change digest covers: one line per entry, ended by LF, `A|M|D <base or -> <target or -> <path>`.
 *
 *     M file:644:9f86…0a08 file:755:60303…c8e7 bin/run.js
 *     A - file:644:2c26…e7ae lib/new.js
 */
export function changeLines(change: Change): string {
  return change.entries
    .map((entry) => `${entry.kind} ${before(entry)} ${after(entry)} ${entry.path}\n`)
    .join('');
}

function before(entry: ChangeEntry): string {
  return entry.kind === 'A' ? '-' : entryText(entry.base);
}

function after(entry: ChangeEntry): string {
  return entry.kind === 'D' ? '-' : entryText(entry.target);
}

/** SHA-256 of changeLines; it depends on no text diff. */
export function changeDigest(change: Change): ChangeDigest {
  return sha256Hex(changeLines(change)) as string as ChangeDigest;
}
