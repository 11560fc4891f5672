import { equalBytes } from '@countersign/shared/bytes/compare.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { openCheckpoint, parseCheckpoint } from '@countersign/shared/log/checkpoint.ts';
import { cosignatures } from '@countersign/shared/log/cosignature.ts';
import { leafHash } from '@countersign/shared/log/merkle.ts';
import { splitNote } from '@countersign/shared/log/note.ts';
import type { Vkey } from '@countersign/shared/log/vkey.ts';
import { openEntry, type Opened } from '@countersign/shared/statement/open.ts';
import { signerOfKey } from '@countersign/shared/signer/signer.ts';
import type { CosignedSize } from '@countersign/shared/trust/log-time.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import { flagKeys } from './flags.ts';
import { frontierOf, peaksOf, type LogState, type PinnedLog } from './log-state.ts';

/** A pinned log with its keys parsed: what it takes to check something new. */
export interface CheckedLog extends PinnedLog {
  readonly vkey: Vkey;
  readonly witnesses: readonly Vkey[];
}

/** A checkpoint that the log's key signed, with the stamps of the pinned witnesses. */
export interface CheckedNote extends CosignedSize {
  readonly note: string;
  readonly root: Uint8Array;
}

/** Verifies a served checkpoint; throws the coded errors of openCheckpoint and cosignatures. */
export function checkNote(note: string, { vkey, witnesses }: CheckedLog): CheckedNote {
  const { checkpoint } = openCheckpoint(note, vkey);
  const times = cosignatures(note, witnesses).map((cosignature) => cosignature.time);
  return { note, size: checkpoint.size, root: checkpoint.root, times };
}

/** The root that a note states, without checking who signed it: for one that was checked before. */
export function rootIn(note: string): Uint8Array {
  return parseCheckpoint(splitNote(note).text).root;
}

/**
 * The state after the log grew by `entries` to the checkpoint `target`. Throws `log-inconsistent` when the entries do not
 * give its root: then the log shows another history than before, or the node served bytes that are not the log's.
 *
 * Entries that do not verify are part of the tree and are skipped. The log's own `checkpoint` entries give log time.
 */
export function replay(
  log: CheckedLog,
  state: LogState,
  target: CheckedNote,
  entries: readonly Uint8Array[],
): { state: LogState; opened: (readonly [number, Opened])[] } {
  const frontier = frontierOf(state);
  const opened: (readonly [number, Opened])[] = [];
  const checkpoints: CosignedSize[] = [...state.checkpoints];
  for (const bytes of entries) {
    const index = frontier.size;
    const statement = openOrSkip(bytes);
    if (statement?.kind === 'checkpoint') {
      const known = ownCheckpoint(log, statement, index, frontier.root());
      if (known) checkpoints.push(known);
    } else if (statement && belongs(statement, log.log)) {
      opened.push([index, statement]);
    }
    frontier.append(leafHash(bytes));
  }
  if (frontier.size !== target.size || !equalBytes(frontier.root(), target.root)) {
    throw new CodedError('log-inconsistent', 'its entries do not give the root that it signed', {
      node: log.node,
      log: log.log,
      size: target.size,
    });
  }
  if (target.times.length > 0) checkpoints.push({ size: target.size, times: target.times });
  return {
    opened,
    state: {
      version: 1,
      pins: log.pins,
      note: target.note,
      size: target.size,
      peaks: peaksOf(frontier),
      seen: target.times,
      checkpoints,
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
      ...opened.flatMap(([index, one]) => (one.kind === 'flag' ? [flagKeys(index, one)] : [])),
    ],
  };
}

function openOrSkip(bytes: Uint8Array): Opened | null {
  try {
    return openEntry(bytes);
  } catch (error) {
    if (!isCoded(error)) throw error;
    return null;
  }
}

/** A statement counts in the log of its kind only; one that nobody here can read counts in the trust log. */
function belongs(statement: Opened, log: LogName): boolean {
  return statement.kind === 'unknown' ? log === 'trust' : statement.log === log;
}

/**
 * The stamps of a `checkpoint` entry: the log's own, of the size just below its index, with the root that the entries
 * before it give. Anything else that calls itself a checkpoint tells no time.
 */
function ownCheckpoint(
  log: CheckedLog,
  statement: Opened,
  index: number,
  root: Uint8Array,
): CosignedSize | null {
  if (statement.kind !== 'checkpoint' || statement.log !== log.log) return null;
  if (statement.subject.name !== log.origin || statement.by !== signerOfKey(log.vkey.publicKey)) return null;
  try {
    const note = checkNote(statement.predicate.note, log);
    return note.size === index && equalBytes(note.root, root) ? { size: note.size, times: note.times } : null;
  } catch (error) {
    if (!isCoded(error)) throw error;
    return null;
  }
}
