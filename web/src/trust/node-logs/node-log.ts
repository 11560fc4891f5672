import { equalBytes } from '@countersign/shared/bytes/compare.ts';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { consistencyProof, inclusionProof, leafHash, type Hash } from '@countersign/shared/log/merkle.ts';
import { verifyConsistency, verifyInclusion } from '@countersign/shared/log/proof.ts';
import { tileWidth } from '@countersign/shared/log/tile.ts';
import { checkNote, type CheckedNote, type KnownLog } from '@countersign/shared/trust/replay.ts';
import { LogTiles } from './log-tiles.ts';
import type { NodeSource } from './node-source.ts';

const longestNote = 64 * 1024;

/** How a checkpoint stands to one that was seen before. */
export type Relation = 'same' | 'grown' | 'smaller';

/** Two checkpoints of one key that cannot both be true: whoever holds them can show that the log lied. */
export interface Fork {
  readonly earlier: string;
  readonly later: string;
}

/** A proof that was checked here, with all that it takes to check it again. */
export interface CheckedProof {
  readonly index: number;
  readonly leaf: Hash;
  readonly proof: readonly Hash[];
  readonly checkpoint: CheckedNote;
}

/** One log of this node as this page has seen it: it only ever goes on from what it showed before. */
export class NodeLog {
  readonly known: KnownLog;
  readonly tiles: LogTiles;
  readonly #source: NodeSource;
  #head: CheckedNote | null = null;
  #fork: Fork | null = null;

  constructor(source: NodeSource, known: KnownLog) {
    this.#source = source;
    this.known = known;
    this.tiles = new LogTiles(source, known.log);
  }

  /** The newest checkpoint that was accepted; null before the first. */
  get head(): CheckedNote | null {
    return this.#head;
  }

  /** Once there is one, nothing of this log counts any more. */
  get fork(): Fork | null {
    return this.#fork;
  }

  /** What the node last showed as its checkpoint, whatever it is worth; for evidence. */
  shown: string | null = null;

  /** Asks the node for its checkpoint, and accepts it. Throws as `accept` and checkNote do. */
  async refresh(): Promise<{ note: CheckedNote; relation: Relation }> {
    const bytes = await this.#source.get(`/${this.known.log}/checkpoint`, longestNote);
    this.shown = fromUtf8(bytes);
    return this.accept(this.shown);
  }

  /**
   * Takes a checkpoint when it is the log's, and one history with all that this page has seen. A smaller one is no
   * progress, and leaves the head. Throws `log-refused` on two histories, `log-inconsistent` when the node cannot show
   * that it is one history, and what checkNote throws.
   */
  async accept(text: string): Promise<{ note: CheckedNote; relation: Relation }> {
    if (this.#fork) throw this.#refused();
    const note = checkNote(text, this.known);
    const before = this.#head;
    const relation = before ? await this.#relate(before, note) : 'grown';
    // Another call may have gone further meanwhile.
    if (relation !== 'smaller' && note.size >= (this.#head?.size ?? 0)) this.#head = newer(this.#head, note);
    return { note, relation };
  }

  async #relate(before: CheckedNote, note: CheckedNote): Promise<Relation> {
    if (before.size === note.size) {
      if (!equalBytes(before.root, note.root)) {
        this.#fork = { earlier: before.note, later: note.note };
        throw this.#refused();
      }
      return 'same';
    }
    if (before.size < note.size) {
      await this.#demandOneHistory(before, note);
      return 'grown';
    }
    try {
      await this.#demandOneHistory(note, before);
    } catch (error) {
      // Who lost entries has lost their tiles too. It is not taken as progress, so nothing rests on it.
      if (!isCoded(error, 'node-unreachable', 'tile-not-found')) throw error;
    }
    return 'smaller';
  }

  async #demandOneHistory(old: CheckedNote, young: CheckedNote): Promise<void> {
    if (old.size === 0) return;
    try {
      const proof = await this.tiles.read(young.size, (reader) =>
        consistencyProof(old.size, young.size, reader),
      );
      verifyConsistency({
        oldSize: old.size,
        newSize: young.size,
        oldRoot: old.root,
        newRoot: young.root,
        proof,
      });
    } catch (cause) {
      this.tiles.forget();
      if (!isCoded(cause, 'proof-invalid', 'tile-malformed')) throw cause;
      const message = `the log of size ${young.size} does not begin with the one of size ${old.size} that this browser saw`;
      throw new CodedError('log-inconsistent', message, { earlier: old.note, later: young.note }, { cause });
    }
  }

  #refused(): CodedError {
    return new CodedError('log-refused', 'its key signed two histories of one size: nothing of it counts', {
      ...this.#fork,
    });
  }

  /** Proves entry `index` against `checkpoint`, by default the head. Throws `proof-invalid`, `log-range-invalid`. */
  async prove(index: number, entry: Uint8Array, checkpoint = this.#head): Promise<CheckedProof> {
    if (!checkpoint) throw new CodedError('log-incomplete', 'no checkpoint of this log was accepted yet');
    const { size, root } = checkpoint;
    const proof = await this.tiles.read(size, (reader) => inclusionProof(index, size, reader));
    const leaf = leafHash(entry);
    try {
      verifyInclusion({ index, size, leaf, proof, root });
    } catch (error) {
      this.tiles.forget();
      throw error;
    }
    return { index, leaf, proof, checkpoint };
  }

  /** Entries `from` to `to` (below the size of the head), as the node serves them: to be proved. */
  async entries(from: number, to: number): Promise<Uint8Array[]> {
    const size = this.#head?.size ?? 0;
    if (from < 0 || to > size || from >= to) {
      throw new CodedError('log-range-invalid', `no entries ${from} to ${to} in a log of ${size}`);
    }
    const first = Math.floor(from / tileWidth);
    const bundles: Uint8Array[][] = [];
    for (let index = first; index * tileWidth < to; index++)
      bundles.push(await this.tiles.bundle(index, size));
    const start = first * tileWidth;
    return bundles.flat().slice(from - start, to - start);
  }
}

/** Of two notes for one state the one with the later stamps: an idle log is cosigned anew. */
function newer(before: CheckedNote | null, note: CheckedNote): CheckedNote {
  if (!before || before.size < note.size) return note;
  return Math.max(0, ...note.times) >= Math.max(0, ...before.times) ? note : before;
}
