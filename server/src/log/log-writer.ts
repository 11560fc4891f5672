import { equalBytes } from '@countersign/shared/bytes/compare.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { signCheckpoint } from '@countersign/shared/log/checkpoint.ts';
import { cosign } from '@countersign/shared/log/cosignature.ts';
import { tileWidth, type Tile } from '@countersign/shared/log/tile.ts';
import type { NoteKey } from '@countersign/shared/log/vkey.ts';
import { namedSubject, signStatement } from '@countersign/shared/statement/sign.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import { signerFromSeed } from '@countersign/shared/signer/signer.ts';
import { seconds, type Clock } from '../clock.ts';
import type { Head, LogStore, NewEntry } from '../store/store.ts';
import { noTopic } from '../store/topic.ts';
import { LogTree } from './log-tree.ts';
import type { Publication } from './tile-folder.ts';

export interface LogWriterDeps {
  readonly log: LogName;
  readonly store: LogStore;
  readonly publication: Publication;
  readonly key: NoteKey;
  readonly witness: NoteKey;
  readonly clock: Clock;
}

/**
 * Grows one log. The order makes a crash at any point harmless: entries into the store, in one transaction; then tiles;
 * then the signature; then the checkpoint into the store; and only then is it shown to anybody. What a crash or a failure
 * left undone, the next call does first. Not to be called again before the last call has ended (sequencer.ts sees to it).
 */
export class LogWriter {
  readonly #deps: LogWriterDeps;
  #tree: LogTree | null = null;
  #head: Head | null = null;

  constructor(deps: LogWriterDeps) {
    this.#deps = deps;
  }

  /** What is published now; null before the first settle(). */
  get head(): Head | null {
    return this.#head;
  }

  /** Publishes a checkpoint of everything that is in the store; the first one ever is of size 0. */
  async settle(): Promise<Head> {
    return this.#guarded(async (tree) => {
      const { store, log } = this.#deps;
      const size = await store.size(log);
      if (this.#head?.size === size) return this.#head;
      const full = await this.#extend(tree, size);
      const head = await this.#publish(tree);
      // The partial tiles that these replace were of sizes that are published no more.
      await this.#deps.publication.prune(full);
      return head;
    });
  }

  /** Adds entries, the log's own checkpoint statement before them, and publishes. */
  async grow(entries: readonly NewEntry[]): Promise<Head> {
    const head = await this.settle();
    const { store, log } = this.#deps;
    const own = head.size === 0 ? [] : [await this.#checkpointEntry(head.size)];
    await store.append(log, head.size, [...own, ...entries]);
    return this.settle();
  }

  /** The same tree with a new cosignature time: an idle log stays fresh. */
  async recosign(): Promise<Head> {
    await this.settle();
    return this.#guarded((tree) => this.#publish(tree));
  }

  /** After a failure in the middle nothing in memory is trusted: the next call begins from what is stored. */
  async #guarded(step: (tree: LogTree) => Promise<Head>): Promise<Head> {
    try {
      this.#tree ??= await this.#load();
      return await step(this.#tree);
    } catch (error) {
      this.#tree = null;
      throw error;
    }
  }

  async #load(): Promise<LogTree> {
    const { store, log } = this.#deps;
    const head = await store.head(log);
    const size = await store.size(log);
    if (head && head.size > size) throw corrupt(log, 'entries below its checkpoint are missing');
    const tree = head && head.size > 0 ? await this.#readTree(head) : LogTree.empty();
    this.#head = head;
    return tree;
  }

  /** From the published tiles; where these are gone or wrong, from the entries, which makes the tiles again. */
  async #readTree(head: Head): Promise<LogTree> {
    const { store, log, publication } = this.#deps;
    try {
      const start = head.size - (head.size % tileWidth);
      const bundle = await store.entries(log, start, head.size);
      const tree = LogTree.load(head.size, (tile) => publication.read(tile), bundle);
      if (equalBytes(tree.root(), head.root)) return tree;
    } catch (error) {
      if (!isCoded(error, 'tile-not-found', 'tile-malformed')) throw error;
    }
    const tree = LogTree.empty();
    await this.#extend(tree, head.size);
    if (!equalBytes(tree.root(), head.root))
      throw corrupt(log, 'its entries are not those of its checkpoint');
    return tree;
  }

  /** Takes entries from the store until the tree has `size`, and writes its tiles; returns the full ones. */
  async #extend(tree: LogTree, size: number): Promise<Tile[]> {
    const { store, log, publication } = this.#deps;
    const full: Tile[] = [];
    while (tree.size < size) {
      const end = Math.min(size, tree.size + 16 * tileWidth);
      for (const entry of await store.entries(log, tree.size, end)) tree.append(entry);
      const files = tree.takeTiles();
      await publication.write(files);
      full.push(...files.map(({ tile }) => tile).filter(({ width }) => width === tileWidth));
    }
    return full;
  }

  async #publish(tree: LogTree): Promise<Head> {
    const { store, log, key, witness, clock } = this.#deps;
    const { size } = tree;
    const root = tree.root();
    const first = await store.firstOfSize(log, size);
    if (first && !equalBytes(first.root, root))
      throw corrupt(log, 'a checkpoint of this size has another root');
    // A witness's time never goes back, whatever its clock does.
    const time = Math.max(seconds(clock), this.#head?.time ?? 0);
    const signed = signCheckpoint({ origin: key.vkey.name, size, root }, key);
    const head: Head = { size, root, time, note: signed + cosign(signed, witness, time) };
    await store.saveHead(log, head);
    this.#head = head;
    return head;
  }

  /** The first cosigned checkpoint of the present size, as the statement that goes before new entries (protocol.md). */
  async #checkpointEntry(size: number): Promise<NewEntry> {
    const { store, log, key } = this.#deps;
    const first = await store.firstOfSize(log, size);
    if (!first) throw corrupt(log, 'the checkpoint of its present size is missing');
    const { entry, statement } = signStatement(
      { kind: 'checkpoint', log, subject: namedSubject(key.vkey.name), predicate: { note: first.note } },
      signerFromSeed(key.seed),
    );
    const { name, digest } = statement.subject;
    return {
      id: statement.id,
      kind: statement.kind,
      by: statement.by,
      bytes: entry,
      subject: { name, sha256: digest.sha256, sha512: null },
      severity: null,
      topic: noTopic,
      names: [],
    };
  }
}

function corrupt(log: LogName, what: string): CodedError {
  return new CodedError(
    'data-folder-corrupt',
    `the ${log} log: ${what}; restore the data folder from a backup`,
    { log },
  );
}
