import { categories, severities } from '@countersign/shared/statement/flag.ts';
import { levels } from '@countersign/shared/statement/levels.ts';
import type { Side } from '../../worker/reading.ts';
import type { Comment, Draft, EvidencePlace, FlagDraft } from './draft.ts';
import { withRange, type Ranges } from './ranges.ts';

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
  const { read, shown, comments, note, criteria, thoroughness, understanding, flag } = value;
  if (!isListOf(read, isText) || !isListOf(criteria, isText) || !isListOf(comments, isComment)) return null;
  if (!isListOf(shown, isShown) || !isText(note)) return null;
  if (!isOneOf(levels, thoroughness) || !isOneOf(levels, understanding) || !isFlag(flag)) return null;
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
    flag,
  };
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

function isFlag(value: unknown): value is FlagDraft {
  if (!isRecord(value)) return false;
  const { severity, category, summary, places } = value;
  return (
    isOneOf(severities, severity) &&
    isOneOf(categories, category) &&
    isText(summary) &&
    (places === null || isListOf(places, isPlace))
  );
}

function isPlace(value: unknown): value is EvidencePlace {
  return isRecord(value) && isText(value['path']) && (value['lines'] === null || isRange(value['lines']));
}

function isOneOf<T extends string>(values: readonly T[], value: unknown): value is T | null {
  return value === null || values.includes(value as T);
}

function isListOf<T>(value: unknown, is: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(is);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
