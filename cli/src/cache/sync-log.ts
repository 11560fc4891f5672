import { CodedError } from '@countersign/shared/errors.ts';
import { stateFromCache, type Cache } from './cached-log.ts';
import { fetchNote } from './fetch-note.ts';
import { emptyState, type LogState } from './log-state.ts';
import type { CheckedLog } from './replay.ts';

/** What one look at one log brought. */
export interface LogNews {
  readonly state: LogState;
  /** How many entries are new; negative when the node showed an older state than we know. */
  readonly grown: number;
}

/** A log, and where its node was last found. */
export interface SyncedLog {
  readonly log: CheckedLog;
  readonly url: string;
  readonly progress: (done: number, of: number) => void;
}

/**
 * Asks a node for a log's checkpoint and what is new below it, checks all of it, and keeps it. Throws
 * `node-unreachable`, `log-inconsistent`, `log-refused`, and what checking a note or bundle throws; then the cache is
 * as it was.
 */
export async function syncLog(cache: Cache, synced: SyncedLog): Promise<LogNews> {
  const { log, url } = synced;
  const state = (await stateFromCache(cache, log)) ?? emptyState(log.pins);
  if (state.refused !== null) throw new CodedError('log-refused', `${log.node}: ${state.refused}`);
  const note = await fetchNote(url, log.log);
  if (note === state.note) return { state, grown: 0 };
  return (await import('./take-note.ts')).takeNote(cache, synced, state, note);
}
