import { equalBytes } from '../bytes/compare.ts';
import { isCoded } from '../errors.ts';
import { openCheckpoint } from '../log/checkpoint.ts';
import { cosignatures, type Cosignature } from '../log/cosignature.ts';
import type { Frontier } from '../log/frontier.ts';
import type { LogName } from '../log/log-name.ts';
import { leafHash, type Hash } from '../log/merkle.ts';
import type { Vkey } from '../log/vkey.ts';
import { signerOfKey } from '../signer/signer.ts';
import { openEntry, type Opened } from '../statement/open.ts';
import type { CosignedSize } from './log-time.ts';

/** One log of a node, with the keys by which it is checked. */
export interface KnownLog {
  readonly log: LogName;
  readonly vkey: Vkey;
  readonly witnesses: readonly Vkey[];
}

/** A checkpoint that the log's key signed, with the stamps of the known witnesses. */
export interface CheckedNote extends CosignedSize {
  readonly note: string;
  readonly root: Hash;
  readonly cosignatures: readonly Cosignature[];
}

/** Verifies a served checkpoint; throws the coded errors of openCheckpoint and cosignatures. */
export function checkNote(note: string, { vkey, witnesses }: KnownLog): CheckedNote {
  const { checkpoint } = openCheckpoint(note, vkey);
  const signed = cosignatures(note, witnesses);
  const times = signed.map(({ time }) => time);
  return { note, size: checkpoint.size, root: checkpoint.root, times, cosignatures: signed };
}

/** What a run of entries says. It counts once the frontier's root is the one that the log signed. */
interface Replayed {
  /** Every statement that belongs into this log, by its index; its `checkpoint` entries are not among them. */
  readonly opened: readonly (readonly [index: number, statement: Opened])[];
  /** The log's own checkpoints among the entries: what gives the entries below them a time. */
  readonly checkpoints: readonly CosignedSize[];
}

/**
 * Puts entries into the tree, and reads them (docs/protocol.md, "Logs"): those that do not verify are part of the tree,
 * and skipped. The caller compares the frontier's root with what was signed.
 */
export function replayEntries(known: KnownLog, frontier: Frontier, entries: readonly Uint8Array[]): Replayed {
  const opened: (readonly [number, Opened])[] = [];
  const checkpoints: CosignedSize[] = [];
  for (const bytes of entries) {
    const index = frontier.size;
    const statement = openOrSkip(bytes);
    if (statement?.kind === 'checkpoint') {
      const cosigned = ownCheckpoint(known, statement, index, () => frontier.root());
      if (cosigned) checkpoints.push(cosigned);
    } else if (statement && belongs(statement, known.log)) {
      opened.push([index, statement]);
    }
    frontier.append(leafHash(bytes));
  }
  return { opened, checkpoints };
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
export function belongs(statement: Opened, log: LogName): boolean {
  return statement.kind === 'unknown' ? log === 'trust' : statement.log === log;
}

/**
 * The stamps of a `checkpoint` entry: the log's own, of the size just below its index, with the root that the entries
 * before it give. Anything else that calls itself a checkpoint tells no time.
 */
function ownCheckpoint(
  known: KnownLog,
  statement: Opened,
  index: number,
  rootBelow: () => Hash,
): CosignedSize | null {
  if (statement.kind !== 'checkpoint' || statement.log !== known.log) return null;
  const { vkey } = known;
  if (statement.subject.name !== vkey.name || statement.by !== signerOfKey(vkey.publicKey)) return null;
  try {
    const { size, root, times } = checkNote(statement.predicate.note, known);
    return size === index && equalBytes(root, rootBelow()) ? { size, times } : null;
  } catch (error) {
    if (!isCoded(error)) throw error;
    return null;
  }
}
