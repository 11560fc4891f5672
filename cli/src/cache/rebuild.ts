import { isCoded } from '@countersign/shared/errors.ts';
import { checkNote, type CheckedNote } from '@countersign/shared/trust/replay.ts';
import { cachedEntries, keep, type Cache } from './cached-log.ts';
import { emptyState, type LogState } from './log-state.ts';
import { transact, type Mirror } from './mirror.ts';
import { replay, type CheckedLog } from './replay.ts';
import { dropReviews } from './reviews.ts';
import { contradiction, rootsOf } from './two-histories.ts';

/** The state of a log from the raw bytes in the cache, every signature verified; null when they do not add up. */
export function rebuild(cache: Cache, log: CheckedLog, absent: boolean): LogState | null {
  const notes = knownNotes(cache.mirror, log);
  const [newest] = notes;
  // What follows writes; the first run of all has nothing to write.
  if (!newest && absent) return null;
  return transact(cache.mirror, () => {
    dropReviews(cache.mirror, log.origin);
    if (!newest) return forget(cache.mirror, log);
    const entries = cachedEntries(cache.mirror, log, newest.size);
    // The newest alone: an older state may lack a flag. Of two histories, the one that the entries tell.
    const whole =
      notes.find((note) => note.size === newest.size && rootsOf(entries, note, [note.size]).size > 0) ?? null;
    const refused = contradiction(notes, whole, entries);
    if (whole === null) {
      if (refused === null) return forget(cache.mirror, log);
      return keep(cache, log, { ...emptyState(log.pins), note: newest.note, refused }, []);
    }
    const checkpoints = notes
      .filter(({ times }) => times.length > 0)
      .map(({ size, times }) => ({ size, times }));
    const { state, opened } = replay(log, { ...emptyState(log.pins), checkpoints }, whole, entries);
    return keep(cache, log, { ...state, refused }, opened);
  });
}

/** Every checkpoint that was accepted here once, newest first. */
function knownNotes(mirror: Mirror, log: CheckedLog): CheckedNote[] {
  return mirror
    .prepare('SELECT note FROM checkpoint WHERE origin = ?')
    .all(log.origin)
    .map((row) => soundNote(String(row['note']), log))
    .filter((note) => note !== null)
    .sort((a, b) => b.size - a.size || Math.max(0, ...b.times) - Math.max(0, ...a.times));
}

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
