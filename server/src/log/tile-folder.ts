import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@countersign/shared/errors.ts';
import { decodeBundle } from '@countersign/shared/log/bundle.ts';
import { hashBytes } from '@countersign/shared/log/merkle.ts';
import { pathOf, tileWidth, type Tile } from '@countersign/shared/log/tile.ts';
import { writeFiles } from '../files.ts';
import type { TileFile } from './log-tree.ts';

/** Where a log's tiles and entry bundles are published. What is in it never changes; full tiles replace partial ones. */
export interface Publication {
  /** Durable when the promise resolves. */
  write(files: readonly TileFile[]): Promise<void>;
  /** Throws `tile-not-found`, and `tile-malformed` on what has another length; both with its `path`. */
  read(tile: Tile): Uint8Array;
  /** Removes the partial versions of these full tiles (C2SP tlog-tiles lets clients fall back to the full ones). */
  prune(full: readonly Tile[]): Promise<void>;
}

/** Immutable files under `<dataDir>/<log>/tile`. */
export class TileFolder implements Publication {
  readonly #folder: string;
  readonly #scratch: string;

  constructor(folder: string, scratch: string) {
    this.#folder = folder;
    this.#scratch = scratch;
  }

  async write(files: readonly TileFile[]): Promise<void> {
    const placed = files.map(({ path, bytes }) => ({ path: join(this.#folder, path), bytes }));
    await writeFiles(placed, this.#scratch);
  }

  read(tile: Tile): Uint8Array {
    const path = pathOf(tile);
    const bytes = this.#readFile(path);
    try {
      demandWhole(tile, bytes);
    } catch (cause) {
      throw new CodedError('tile-malformed', `${path} is not whole on this disk`, { path }, { cause });
    }
    return bytes;
  }

  #readFile(path: string): Uint8Array {
    try {
      return new Uint8Array(readFileSync(join(this.#folder, path)));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
      throw new CodedError('tile-not-found', 'no such tile', { path }, { cause });
    }
  }

  async prune(full: readonly Tile[]): Promise<void> {
    for (const tile of full) {
      if (tile.width !== tileWidth) continue;
      await rm(join(this.#folder, `${pathOf(tile)}.p`), { recursive: true, force: true });
    }
  }
}

function demandWhole({ level, width }: Tile, bytes: Uint8Array): void {
  if (level === 'entries') decodeBundle(bytes, width);
  else if (bytes.length !== width * hashBytes) throw new CodedError('tile-malformed', 'another length');
}
