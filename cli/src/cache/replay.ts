import { equalBytes } from '@countersign/shared/bytes/compare.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { parseCheckpoint } from '@countersign/shared/log/checkpoint.ts';
import { splitNote } from '@countersign/shared/log/note.ts';
import type { Opened } from '@countersign/shared/statement/open.ts';
import { flagKeys } from '@countersign/shared/trust/flag-index.ts';
import { replayEntries, type CheckedNote, type KnownLog } from '@countersign/shared/trust/replay.ts';
import { frontierOf, peaksOf, type LogState, type PinnedLog } from './log-state.ts';

/** A pinned log with its keys parsed: what it takes to check something new. */
export interface CheckedLog extends PinnedLog, KnownLog {}

/** The root that a note states, without checking who signed it: for one that was checked before. */
export function rootIn(note: string): Uint8Array {
  return parseCheckpoint(splitNote(note).text).root;
}

/**
 * The state after the log grew by `entries` to the checkpoint `target`. Throws `log-inconsistent` when the entries do not
 * give its root: then the log shows another history than before, or the node served bytes that are not the log's.
 */
export function replay(
  log: CheckedLog,
  state: LogState,
  target: CheckedNote,
  entries: readonly Uint8Array[],
): { state: LogState; opened: readonly (readonly [number, Opened])[] } {
  const frontier = frontierOf(state);
  const { opened, checkpoints } = replayEntries(log, frontier, entries);
  if (frontier.size !== target.size || !equalBytes(frontier.root(), target.root)) {
    throw new CodedError('log-inconsistent', 'its entries do not give the root that it signed', {
      node: log.node,
      log: log.log,
      size: target.size,
    });
  }
  const latest = target.times.length > 0 ? [{ size: target.size, times: target.times }] : [];
  return {
    opened,
    state: {
      version: 1,
      pins: log.pins,
      note: target.note,
      size: target.size,
      peaks: peaksOf(frontier),
      seen: target.times,
      checkpoints: [...state.checkpoints, ...checkpoints, ...latest],
      ...(log.log === 'trust' ? trustParts(state, opened) : { statements: [], flags: [] }),
      refused: state.refused,
    },
  };
}

function trustParts(
  { statements, flags }: LogState,
  opened: readonly (readonly [number, Opened])[],
): Pick<LogState, 'statements' | 'flags'> {
  return {
    statements: [...statements, ...opened.filter(([, { kind }]) => kind !== 'flag')],
    flags: [
      ...flags,
      ...opened.flatMap(([index, one]) => (one.kind === 'flag' ? [[index, ...flagKeys(one)] as const] : [])),
    ],
  };
}
