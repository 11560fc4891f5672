import { equalBytes } from '@countersign/shared/bytes/compare.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { fetchEntries, fetchNote } from './fetch-log.ts';
import { emptyState, loadState, saveState, type LogState } from './log-state.ts';
import type { MachineKey } from './machine-key.ts';
import { transact, type Mirror } from './mirror.ts';
import { checkNote, replay, rootIn, type CheckedLog, type CheckedNote } from './replay.ts';
import { dropReviews, storeReviews } from './reviews.ts';

export interface Cache {
  readonly mirror: Mirror;
  readonly key: MachineKey;
}

/**
 * The verified state of a log from the cache alone. When this machine did not make the state, or under other pins, it
 * is computed again from the raw bytes; null when there is nothing, or nothing sound.
 */
export function stateFromCache(cache: Cache, log: CheckedLog): LogState | null {
  const state = loadState(cache.mirror, cache.key, log);
  if (state === 'absent') return null;
  return state === 'unverified' ? rebuild(cache, log) : state;
}

function rebuild(cache: Cache, log: CheckedLog): LogState | null {
  const { mirror } = cache;
  return transact(mirror, () => {
    const notes = mirror
      .prepare('SELECT note FROM checkpoint WHERE origin = ?')
      .all(log.origin)
      .map((row) => soundNote(String(row['note']), log))
      .filter((note) => note !== null)
      .sort((a, b) => b.size - a.size || Math.max(0, ...b.times) - Math.max(0, ...a.times));
    const newest = notes[0];
    dropReviews(mirror, log.origin);
    if (!newest) return forget(mirror, log);
    const entries = mirror
      .prepare('SELECT bytes FROM entry WHERE origin = ? AND position < ? ORDER BY position')
      .all(log.origin, newest.size)
      .map((row) => row['bytes'] as Uint8Array);
    try {
      const replayed = replay(log, emptyState(log.pins), newest, entries);
      const refused = contradiction(notes);
      return keep(cache, log, { ...replayed.state, refused }, replayed.opened);
    } catch (error) {
      if (!isCoded(error, 'log-inconsistent')) throw error;
      return forget(mirror, log);
    }
  });
}

/** Two checkpoints of one size with two roots, both signed by the log's key. */
function contradiction(notes: readonly CheckedNote[]): string | null {
  const roots = new Map<number, Uint8Array>();
  for (const { size, root } of notes) {
    const known = roots.get(size);
    if (known && !equalBytes(known, root)) return refusal(size);
    roots.set(size, root);
  }
  return null;
}

const refusal = (size: number): string => `its key signed two histories for size ${size}: it is refused for good`;

function soundNote(note: string, log: CheckedLog): CheckedNote | null {
  try {
    return checkNote(note, log);
  } catch (error) {
    if (!isCoded(error)) throw error;
    return null;
  }
}

/** The raw bytes do not add up: a sync starts from nothing. Accepted checkpoints are kept, as evidence. */
function forget(mirror: Mirror, { origin }: CheckedLog): null {
  mirror.prepare('DELETE FROM log WHERE origin = ?').run(origin);
  mirror.prepare('DELETE FROM entry WHERE origin = ?').run(origin);
  return null;
}

function keep(
  { mirror, key }: Cache,
  log: CheckedLog,
  state: LogState,
  opened: Parameters<typeof storeReviews>[3],
): LogState {
  if (log.log === 'reviews') storeReviews(mirror, key, log.origin, opened);
  saveState(mirror, key, log.origin, state);
  mirror.prepare('INSERT OR IGNORE INTO checkpoint (origin, note) VALUES (?, ?)').run(log.origin, state.note);
  return state;
}

/** What one look at one log brought. */
export interface LogNews {
  readonly state: LogState;
  /** How many entries are new; negative when the node showed an older state than we know. */
  readonly grown: number;
}

/**
 * Asks a node for a log's checkpoint and what is new below it, checks all of it, and keeps it. Throws
 * `node-unreachable`, `log-inconsistent`, `log-refused`, and what checking a note or bundle throws; then the cache is
 * as it was.
 */
export async function syncLog(
  cache: Cache,
  log: CheckedLog,
  url: string,
  progress: (done: number, of: number) => void = () => {},
): Promise<LogNews> {
  const state = stateFromCache(cache, log) ?? emptyState(log.pins);
  if (state.refused !== null) throw new CodedError('log-refused', `${log.node}: ${state.refused}`);
  const note = await fetchNote(url, log.log);
  if (note === state.note) return { state, grown: 0 };

  const target = checkNote(note, log);
  if (state.note !== '' && target.size === state.size && !equalBytes(target.root, rootIn(state.note))) {
    refuse(cache, log, state, target);
  }
  if (target.size < state.size) return { state, grown: target.size - state.size };
  const entries = await fetchWhole(url, log, state.size, target.size, progress);
  return { state: accept(cache, log, state, target, entries), grown: target.size - state.size };
}

/** Throws `log-incomplete` when the node signs for entries that it does not serve. */
async function fetchWhole(
  url: string,
  { node, log }: CheckedLog,
  from: number,
  to: number,
  progress: (done: number, of: number) => void,
): Promise<Uint8Array[]> {
  try {
    return await fetchEntries(url, log, from, to, (done) => progress(done, to - from));
  } catch (cause) {
    if (!isCoded(cause, 'node-unreachable', 'bundle-malformed')) throw cause;
    const message = `${node}, ${log} log: entries ${from} to ${to} are not to be had: ${cause.message}`;
    throw new CodedError('log-incomplete', message, {}, { cause });
  }
}

/** Keeps both checkpoints and never trusts the key again. */
function refuse(cache: Cache, log: CheckedLog, state: LogState, other: CheckedNote): never {
  const refused = refusal(other.size);
  transact(cache.mirror, () => {
    cache.mirror.prepare('INSERT OR IGNORE INTO checkpoint (origin, note) VALUES (?, ?)').run(log.origin, other.note);
    keep(cache, log, { ...state, refused }, []);
  });
  throw new CodedError('log-refused', `${log.node}: ${refused}`);
}

function accept(
  cache: Cache,
  log: CheckedLog,
  before: LogState,
  target: CheckedNote,
  entries: readonly Uint8Array[],
): LogState {
  const { state, opened } = replay(log, before, target, entries);
  const { mirror } = cache;
  return transact(mirror, () => {
    // Another run may have synced meanwhile; the one that knows more wins.
    const now = loadState(mirror, cache.key, log);
    if (typeof now === 'object' && (now.refused !== null || now.size > target.size)) return now;
    const insert = mirror.prepare('INSERT OR REPLACE INTO entry (origin, position, bytes) VALUES (?, ?, ?)');
    entries.forEach((bytes, i) => insert.run(log.origin, before.size + i, bytes));
    return keep(cache, log, state, opened);
  });
}
