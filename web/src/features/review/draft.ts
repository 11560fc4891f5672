import { levels, type Level } from '@countersign/shared/statement/levels.ts';
import type { Side } from '../../worker/reading.ts';
import { nothingShown, type SideLines } from './coverage.ts';
import type { LinePlace } from './line-address.ts';
import { withRange, type Ranges } from './ranges.ts';

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
}

export const emptyDraft: Draft = {
  read: new Set(),
  shown: new Map(),
  comments: [],
  note: '',
  criteria: [],
  thoroughness: null,
  understanding: null,
};

/** `{"version":1,"read":["a.js"],"shown":[["a.js",[[0,4]],[[0,9]]]],…}`: of each file the base's ranges, the target's. */
export function formatDraft(draft: Draft): string {
  return JSON.stringify({
    version: 1,
    ...draft,
    read: [...draft.read],
    shown: Array.from(draft.shown, ([path, { base, target }]) => [path, base, target]),
  });
}

/** Null for what is no draft of this version: it is then left where it is, and said so. */
export function parseDraft(text: string): Draft | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value) || value['version'] !== 1) return null;
  const { read, shown, comments, note, criteria, thoroughness, understanding } = value;
  if (!isListOf(read, isText) || !isListOf(criteria, isText) || !isListOf(comments, isComment)) return null;
  if (!isListOf(shown, isShown) || !isText(note)) return null;
  if (!isLevelOrNull(thoroughness) || !isLevelOrNull(understanding)) return null;
  return {
    read: new Set(read),
    shown: new Map(
      shown.map(([path, base, target]) => [path, { base: normal(base), target: normal(target) }]),
    ),
    comments: comments.map(({ id, path, side, line, to, text }) => ({ id, path, side, line, to, text })),
    note,
    criteria,
    thoroughness,
    understanding,
  };
}

/** What was shown of a file so far. */
export function shownOf(draft: Draft, path: string): SideLines {
  return draft.shown.get(path) ?? nothingShown;
}

type StoredShown = [path: string, base: [number, number][], target: [number, number][]];

function isShown(value: unknown): value is StoredShown {
  return (
    Array.isArray(value) &&
    value.length === 3 &&
    isText(value[0]) &&
    isListOf(value[1], isRange) &&
    isListOf(value[2], isRange)
  );
}

function isRange(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(isLine);
}

function normal(ranges: readonly [number, number][]): Ranges {
  return ranges.reduce<Ranges>((all, [from, to]) => withRange(all, from, to), []);
}

function isComment(value: unknown): value is Comment {
  if (!isRecord(value)) return false;
  const { id, path, side, line, to, text } = value;
  return (
    isText(id) && isText(path) && isText(text) && isSide(side) && isLine(line) && isLine(to) && line <= to
  );
}

function isSide(value: unknown): value is Side {
  return value === 'base' || value === 'target';
}

function isLine(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isLevelOrNull(value: unknown): value is Level | null {
  return value === null || levels.includes(value as Level);
}

function isListOf<T>(value: unknown, is: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(is);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
