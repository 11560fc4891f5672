import { equalBytes } from '@countersign/shared/bytes/compare.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { checkNote, type CheckedNote } from '@countersign/shared/trust/replay.ts';
import { cachedEntries, keep, type Cache } from './cached-log.ts';
import { fetchEntries } from './fetch-log.ts';
import { isStored, loadState, type LogState } from './log-state.ts';
import { transact } from './mirror.ts';
import { replay, rootIn, type CheckedLog } from './replay.ts';
import type { LogNews, SyncedLog } from './sync-log.ts';
import { refusal, rootsOf } from './two-histories.ts';

/** Checks a checkpoint that is not the one we know, takes the entries below it, and keeps all of it. */
export async function takeNote(
  cache: Cache,
  { log, url, progress }: SyncedLog,
  state: LogState,
  note: string,
): Promise<LogNews> {
  const target = checkNote(note, log);
  if (state.note !== '' && contradicts(cache, log, state, target)) refuse(cache, log, state, target);
  if (target.size < state.size) return { state, grown: target.size - state.size };
  const entries = await fetchWhole(url, log, state.size, target.size, progress);
  return { state: accept(cache, log, state, target, entries), grown: target.size - state.size };
}

/** A checkpoint of a size that we know, with another root than our entries give. */
function contradicts(
  { mirror }: Cache,
  log: CheckedLog,
  state: LogState,
  { size, root }: CheckedNote,
): boolean {
  const known = { size: state.size, root: rootIn(state.note) };
  if (size === known.size) return !equalBytes(root, known.root);
  if (size > known.size) return false;
  const ours = rootsOf(cachedEntries(mirror, log, known.size), known, [size]).get(size);
  return ours !== undefined && !equalBytes(root, ours);
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
    cache.mirror
      .prepare('INSERT OR IGNORE INTO checkpoint (origin, note) VALUES (?, ?)')
      .run(log.origin, other.note);
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
    const now = isStored(mirror, log.origin, before) ? before : loadState(mirror, cache.key, log);
    if (typeof now === 'object' && (now.refused !== null || now.size > target.size)) return now;
    const insert = mirror.prepare('INSERT OR REPLACE INTO entry (origin, position, bytes) VALUES (?, ?, ?)');
    entries.forEach((bytes, i) => insert.run(log.origin, before.size + i, bytes));
    return keep(cache, log, state, opened);
  });
}
