import type { Category, Severity } from '@countersign/shared/statement/flag.ts';
import type { Level } from '@countersign/shared/statement/levels.ts';
import { nothingShown, type SideLines } from './coverage.ts';
import type { LinePlace } from './line-address.ts';

export interface Comment extends LinePlace {
  readonly id: string;
  readonly path: string;
  readonly text: string;
}

/** Everything that a reviewer did so far; what is autosaved. */
export interface Draft {
  /** Paths that are marked read. */
  readonly read: ReadonlySet<string>;
  readonly shown: ReadonlyMap<string, SideLines>;
  /** In the order in which they were written. */
  readonly comments: readonly Comment[];
  readonly note: string;
  readonly criteria: readonly string[];
  readonly thoroughness: Level | null;
  readonly understanding: Level | null;
  /** The flag that is being drafted instead of a review. */
  readonly flag: FlagDraft;
}

/** A place in the release that shows why; lines from 1, null for the whole file. */
export interface EvidencePlace {
  readonly path: string;
  readonly lines: readonly [from: number, to: number] | null;
}

export interface FlagDraft {
  readonly severity: Severity | null;
  readonly category: Category | null;
  readonly summary: string;
  /** Null until the flag is begun: then they are the cursor's and the comments'. */
  readonly places: readonly EvidencePlace[] | null;
}

export const emptyDraft: Draft = {
  read: new Set(),
  shown: new Map(),
  comments: [],
  note: '',
  criteria: [],
  thoroughness: null,
  understanding: null,
  flag: { severity: null, category: null, summary: '', places: null },
};

/** What was shown of a file so far. */
export function shownOf(draft: Draft, path: string): SideLines {
  return draft.shown.get(path) ?? nothingShown;
}
