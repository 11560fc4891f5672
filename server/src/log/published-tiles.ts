import { concatBytes } from '@countersign/shared/bytes/compare.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { encodeBundle } from '@countersign/shared/log/bundle.ts';
import { Frontier } from '@countersign/shared/log/frontier.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import { hashBytes, leafHash, type Hash } from '@countersign/shared/log/merkle.ts';
import { pathOf, tileWidth, type Tile } from '@countersign/shared/log/tile.ts';
import type { LogStore } from '../store/store.ts';
import type { Publication } from './tile-folder.ts';

export interface PublishedTilesDeps {
  readonly log: LogName;
  readonly store: Pick<LogStore, 'entries'>;
  readonly publication: Publication;
}

/**
 * The tiles of the published tree: one that the disk lost or cut short is made again, from the entries in the store, when
 * it is next asked for.
 */
export class PublishedTiles {
  readonly #deps: PublishedTilesDeps;

  constructor(deps: PublishedTilesDeps) {
    this.#deps = deps;
  }

  /** A tile as it stands in the tree of `size`, or one of an earlier size that is still there; `tile-not-found`. */
  async read(tile: Tile, size: number): Promise<Uint8Array> {
    const { publication } = this.#deps;
    try {
      return publication.read(tile);
    } catch (error) {
      if (!isCoded(error, 'tile-not-found', 'tile-malformed')) throw error;
      if (!isOf(tile, size)) throw notFound(error);
    }
    const bytes = await this.#make(tile, size);
    await publication.write([{ tile, path: pathOf(tile), bytes }]);
    return bytes;
  }

  async #make({ level, index, width }: Tile, size: number): Promise<Uint8Array> {
    const { log, store } = this.#deps;
    const start = index * tileWidth;
    if (level !== 'entries' && level > 0) {
      const roots: Hash[] = [];
      for (let child = start; child < start + width; child++) {
        roots.push(rootOfTile(await this.read({ level: level - 1, index: child, width: tileWidth }, size)));
      }
      return concatBytes(...roots);
    }
    const entries = await store.entries(log, start, start + width);
    return level === 'entries' ? encodeBundle(entries) : concatBytes(...entries.map(leafHash));
  }
}

/** Whether the tree of `size` has this very tile: in full, or as its last one. */
function isOf({ level, index, width }: Tile, size: number): boolean {
  const count = level === 'entries' ? size : Math.floor(size / tileWidth ** level);
  return width === Math.min(tileWidth, count - index * tileWidth);
}

function rootOfTile(bytes: Uint8Array): Hash {
  const frontier = new Frontier();
  for (let at = 0; at < bytes.length; at += hashBytes) frontier.append(bytes.subarray(at, at + hashBytes));
  return frontier.root();
}

function notFound(cause: CodedError): CodedError {
  const message = 'no such tile; a partial one is gone once the full one is there';
  return new CodedError('tile-not-found', message, cause.details, { cause });
}
