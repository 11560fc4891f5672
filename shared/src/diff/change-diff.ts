import type { Change, ChangeEntry } from '../artifact/change.ts';
import type { Edit } from './edit.ts';
import { diffText, type FileDiff } from './file-diff.ts';
import { defaultDiffLimits, type DiffLimits } from './limits.ts';

/** One entry of a change and what became of its content; a link's content is its target. */
export interface EntryDiff {
  readonly entry: ChangeEntry;
  readonly diff: FileDiff;
}

/** The text of a whole change. */
export interface ChangeDiff {
  /** One for each entry of the change, in its order: also for those whose mode or type alone changed. */
  readonly entries: readonly EntryDiff[];
  /** Lines, of all entries. */
  readonly added: number;
  readonly removed: number;
  /** Some diff is hard. */
  readonly hard: boolean;
}

export function diffChange(change: Change, limits: DiffLimits = defaultDiffLimits): ChangeDiff {
  const entries: EntryDiff[] = [];
  let added = 0;
  let removed = 0;
  let hard = false;
  for (const entry of change.entries) {
    const diff = diffEntry(entry, limits);
    entries.push({ entry, diff });
    added += diff.added;
    removed += diff.removed;
    hard ||= diff.hard;
  }
  return { entries, added, removed, hard };
}

const nothing = new Uint8Array(0);

/** A file that became a link, or the other way, has no line in common with what it was. */
export function diffEntry(entry: ChangeEntry, limits: DiffLimits = defaultDiffLimits): FileDiff {
  if (entry.kind === 'A') return diffText(nothing, entry.target.content, limits);
  if (entry.kind === 'D') return diffText(entry.base.content, nothing, limits);
  const { base, target } = entry;
  if (base.type === target.type) return diffText(base.content, target.content, limits);
  return replaced(diffText(base.content, nothing, limits), diffText(nothing, target.content, limits));
}

function replaced(before: FileDiff, after: FileDiff): FileDiff {
  const arrived: Edit[] = after.edits.map((edit) => ({
    ...edit,
    baseStart: before.removed,
    baseEnd: before.removed,
  }));
  return {
    edits: [...before.edits, ...arrived],
    added: after.added,
    removed: before.removed,
    hard: false,
    binary: before.binary || after.binary,
  };
}
