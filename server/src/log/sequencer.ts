import type { Receipt } from '@countersign/shared/api.ts';
import { toBase64 } from '@countersign/shared/bytes/base64.ts';
import type { StatementId } from '@countersign/shared/digest.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { inclusionProof, type Hash, type NodeReader } from '@countersign/shared/log/merkle.ts';
import { parseTilePath, tileReader, type Tile } from '@countersign/shared/log/tile.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { Head, LogStore, NewEntry } from '../store/store.ts';
import type { LogWriter } from './log-writer.ts';
import { PublishedTiles } from './published-tiles.ts';
import type { Publication } from './tile-folder.ts';

export interface Submitted {
  readonly receipt: Receipt;
  /** False when the log held the statement before. */
  readonly fresh: boolean;
}

export interface SequencerDeps {
  readonly log: LogName;
  readonly store: LogStore;
  readonly publication: Publication;
  readonly writer: LogWriter;
  readonly batch: { readonly maxEntries: number; readonly delayMs: number; readonly maxWaiting: number };
  /** Told of what made a whole batch fail. */
  readonly onFailure: (error: unknown) => void;
}

interface Waiting {
  readonly entry: NewEntry;
  readonly done: (submitted: Submitted) => void;
  readonly failed: (error: unknown) => void;
}

/** A proof in the largest log that we can count reads two tiles of each of its seven levels. */
const tilesOfProof = 14;

/** The only way into one log: gathers what comes in a moment, and answers each when its checkpoint is durable. */
export class Sequencer {
  readonly #deps: SequencerDeps;
  readonly #tiles: PublishedTiles;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | null = null;
  /** What is being written; everything goes through here, one after the other. */
  #busy: Promise<unknown> = Promise.resolve();
  #closed = false;
  #reader: { readonly head: Head; readonly nodes: NodeReader } | null = null;

  constructor(deps: SequencerDeps) {
    this.#deps = deps;
    this.#tiles = new PublishedTiles(deps);
  }

  /** Makes good what an earlier process left undone; nothing is served before. */
  async start(): Promise<void> {
    await this.#exclusive(() => this.#deps.writer.settle());
  }

  /** What is published. Throws `log-unavailable` before start(). */
  head(): Head {
    const { head } = this.#deps.writer;
    if (!head) throw new CodedError('log-unavailable', 'this log has no checkpoint yet');
    return head;
  }

  /** Resolves when the entry, its checkpoint and its tiles are durable. Throws `log-busy`, `log-unavailable`. */
  async submit(entry: NewEntry): Promise<Submitted> {
    if (this.#closed) throw new CodedError('log-unavailable', 'this node is shutting down');
    if (this.#waiting.length >= this.#deps.batch.maxWaiting) {
      throw new CodedError('log-busy', 'too many statements are waiting: send this one again in a minute');
    }
    return new Promise<Submitted>((done, failed) => {
      this.#waiting.push({ entry, done, failed });
      if (this.#waiting.length >= this.#deps.batch.maxEntries) this.#flush();
      else this.#timer ??= setTimeout(() => this.#flush(), this.#deps.batch.delayMs);
    });
  }

  async recosign(): Promise<void> {
    await this.#exclusive(async () => {
      if (!this.#closed) await this.#deps.writer.recosign();
    });
  }

  /** The receipt of an entry that the log holds, under the published checkpoint. Throws `log-unavailable`. */
  async receipt(id: StatementId, index: number): Promise<Receipt> {
    const head = this.head();
    if (index >= head.size) throw new CodedError('log-unavailable', 'this entry is not published yet');
    const proof = (await this.#prove(index, head)).map(toBase64);
    return { id, log: this.#deps.log, index, size: head.size, proof, checkpoint: head.note };
  }

  /** A published tile or entry bundle. Throws `tile-not-found`. */
  async tile(tile: Tile): Promise<Uint8Array> {
    return this.#tiles.read(tile, this.head().size);
  }

  /** Writes what waits, then refuses more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#flush();
    await this.#busy;
  }

  #flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#deps.batch.maxEntries);
      void this.#exclusive(() => this.#round(batch));
    }
  }

  async #exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#busy.then(work);
    this.#busy = result.catch(() => undefined);
    return result;
  }

  async #round(batch: readonly Waiting[]): Promise<void> {
    let fresh: Map<StatementId, NewEntry>;
    try {
      fresh = await this.#unknownOf(batch);
      if (fresh.size > 0) await this.#deps.writer.grow([...fresh.values()]);
      else await this.#deps.writer.settle();
    } catch (error) {
      this.#deps.onFailure(error);
      const failure = asCoded(error);
      for (const { failed } of batch) failed(failure);
      return;
    }
    for (const waiting of batch) await this.#answer(waiting, fresh.get(waiting.entry.id) === waiting.entry);
  }

  async #answer({ entry, done, failed }: Waiting, fresh: boolean): Promise<void> {
    try {
      const position = await this.#deps.store.position(entry.id);
      if (!position) throw new CodedError('log-unavailable', 'the entry did not reach the log');
      done({ receipt: await this.receipt(entry.id, position.index), fresh });
    } catch (error) {
      failed(asCoded(error));
    }
  }

  async #unknownOf(batch: readonly Waiting[]): Promise<Map<StatementId, NewEntry>> {
    const unknown = new Map<StatementId, NewEntry>();
    for (const { entry } of batch) {
      if (!unknown.has(entry.id) && !(await this.#deps.store.position(entry.id)))
        unknown.set(entry.id, entry);
    }
    return unknown;
  }

  /** Has a tile that is gone made again, and goes on. */
  async #prove(index: number, head: Head): Promise<Hash[]> {
    for (let mended = 0; ; mended++) {
      try {
        return inclusionProof(index, head.size, this.#nodes(head));
      } catch (error) {
        if (!isCoded(error, 'tile-not-found', 'tile-malformed') || mended === tilesOfProof) throw error;
        await this.#tiles.read(parseTilePath(String(error.details['path'])), head.size);
      }
    }
  }

  #nodes(head: Head): NodeReader {
    if (this.#reader?.head !== head) {
      const { publication } = this.#deps;
      this.#reader = { head, nodes: tileReader(head.size, (tile) => publication.read(tile)) };
    }
    return this.#reader.nodes;
  }
}

function asCoded(error: unknown): CodedError {
  if (isCoded(error)) return error;
  return new CodedError('log-unavailable', 'the log could not be written: try again', {}, { cause: error });
}
