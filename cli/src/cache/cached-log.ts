import type { Opened } from '@countersign/shared/statement/open.ts';
import { storeFlags } from './flags.ts';
import { loadState, saveState, type LogState } from './log-state.ts';
import type { MachineKey } from './machine-key.ts';
import type { Mirror } from './mirror.ts';
import type { CheckedLog } from './replay.ts';
import { storeReviews } from './reviews.ts';

export interface Cache {
  readonly mirror: Mirror;
  readonly key: MachineKey;
  /** What this run has loaded already, by origin and pins. */
  readonly states: Map<string, LogState>;
}

const nameOf = ({ origin, pins }: Pick<CheckedLog, 'origin' | 'pins'>): string => `${origin}\n${pins}`;

/**
 * The verified state of a log from the cache alone. When this machine did not make the state, or under other pins, it
 * is computed again from the raw bytes; null when there is nothing, or nothing sound.
 */
export async function stateFromCache(cache: Cache, log: CheckedLog): Promise<LogState | null> {
  const loaded = cache.states.get(nameOf(log));
  if (loaded) return loaded;
  const found = loadState(cache.mirror, cache.key, log);
  // Verifying takes the schemas and the curve, which a run that has nothing to verify does without.
  const state =
    typeof found === 'object'
      ? found
      : (await import('./rebuild.ts')).rebuild(cache, log, found === 'absent');
  if (state) cache.states.set(nameOf(log), state);
  return state;
}

export function cachedEntries(mirror: Mirror, { origin }: CheckedLog, size: number): Uint8Array[] {
  return mirror
    .prepare('SELECT bytes FROM entry WHERE origin = ? AND position < ? ORDER BY position')
    .all(origin, size)
    .map((row) => row['bytes'] as Uint8Array);
}

/** Stores a state under this machine's MAC, with its checkpoint and its reviews. */
export function keep(
  { mirror, key, states }: Cache,
  log: CheckedLog,
  state: LogState,
  opened: readonly (readonly [number, Opened])[],
): LogState {
  if (log.log === 'reviews') storeReviews(mirror, key, log.origin, opened);
  else storeFlags(mirror, key, log.origin, opened);
  saveState(mirror, key, log.origin, state);
  mirror.prepare('INSERT OR IGNORE INTO checkpoint (origin, note) VALUES (?, ?)').run(log.origin, state.note);
  states.set(nameOf(log), state);
  return state;
}
