import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { decodeBundle } from '@countersign/shared/log/bundle.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { NodeReader } from '@countersign/shared/log/merkle.ts';
import {
  entriesPath,
  fullTileBytes,
  pathOf,
  tileReader,
  tileWidth,
  type Tile,
} from '@countersign/shared/log/tile.ts';
import { maxEntryLength } from '@countersign/shared/statement/envelope.ts';
import type { NodeSource } from './node-source.ts';

const longestBundle = tileWidth * (maxEntryLength + 2);
/** 2 MiB of hashes. */
const tilesKept = 256;

/** The tiles and entry bundles of one log. What they hold is checked by whoever asked. */
export class LogTiles {
  readonly #source: NodeSource;
  readonly #log: LogName;
  readonly #kept = new Map<string, Uint8Array>();

  constructor(source: NodeSource, log: LogName) {
    this.#source = source;
    this.#log = log;
  }

  /** Calls `use` with a reader of the tree of `size`, again and again until every tile that it wants is here. */
  async read<T>(size: number, use: (reader: NodeReader) => T): Promise<T> {
    for (;;) {
      let missing: Tile | null = null;
      const reader = tileReader(size, (tile) => {
        const bytes = this.#kept.get(pathOf(tile));
        if (bytes) return bytes;
        missing = tile;
        throw new CodedError('tile-not-found', 'not fetched yet');
      });
      try {
        return use(reader);
      } catch (error) {
        if (missing === null) throw error;
        await this.#fetch(missing);
      }
    }
  }

  /** Forgets every tile: after one of them turned out wrong. */
  forget(): void {
    this.#kept.clear();
  }

  async #fetch(tile: Tile): Promise<void> {
    const bytes = await this.#get(tile, fullTileBytes);
    if (this.#kept.size >= tilesKept) this.#kept.clear();
    this.#kept.set(pathOf(tile), bytes);
  }

  /** The entries of bundle `index` in a log of `size`. Throws `node-unreachable`, `bundle-malformed`. */
  async bundle(index: number, size: number): Promise<Uint8Array[]> {
    const width = Math.min(tileWidth, size - index * tileWidth);
    const bytes = await this.#partial(entriesPath(index, width), longestBundle);
    if (bytes !== null) return decodeBundle(bytes, width);
    const whole = await this.#source.get(`/${this.#log}/${entriesPath(index, tileWidth)}`, longestBundle);
    return decodeBundle(whole, tileWidth).slice(0, width);
  }

  async #get(tile: Tile, limit: number): Promise<Uint8Array> {
    const bytes = await this.#partial(pathOf(tile), limit);
    return bytes ?? this.#source.get(`/${this.#log}/${pathOf({ ...tile, width: tileWidth })}`, limit);
  }

  /** Null when a partial tile is gone: then the full one is there, and holds it (C2SP tlog-tiles, "Partial tiles"). */
  async #partial(path: string, limit: number): Promise<Uint8Array | null> {
    try {
      return await this.#source.get(`/${this.#log}/${path}`, limit);
    } catch (error) {
      if (isCoded(error) && error.details['status'] === 404 && path.includes('.p/')) return null;
      throw error;
    }
  }
}
