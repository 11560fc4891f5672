import { concatBytes } from '@countersign/shared/bytes/compare.ts';
import { encodeBundle } from '@countersign/shared/log/bundle.ts';
import { Frontier } from '@countersign/shared/log/frontier.ts';
import { leafHash, type Hash } from '@countersign/shared/log/merkle.ts';
import { pathOf, tileReader, tileWidth, type Tile } from '@countersign/shared/log/tile.ts';

export interface TileFile {
  readonly tile: Tile;
  /** Below the log's folder: `tile/0/000.p/17`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * A log's tree while it grows: knows its root, and makes the tiles and entry bundles (C2SP tlog-tiles) that are new. It
 * holds the rightmost tile of each level and nothing else.
 */
export class LogTree {
  readonly #frontier: Frontier;
  /** Per level of tiles, the hashes of its rightmost tile that is not full. */
  readonly #edge: Hash[][] = [];
  #bundle: Uint8Array[] = [];
  #full: TileFile[] = [];
  #grew = new Set<Tile['level']>();

  private constructor(
    makeFrontier: (onNode: (level: number, index: number, hash: Hash) => void) => Frontier,
  ) {
    this.#frontier = makeFrontier((level, index, hash) => this.#take(level, index, hash));
  }

  static empty(): LogTree {
    return new LogTree((onNode) => new Frontier(onNode));
  }

  /**
   * The tree of `size` entries from its tiles and the entries of its last bundle that is not full. Compare root() with
   * what was signed before trusting it. Throws what `fetchTile` throws, and `tile-malformed`.
   */
  static load(size: number, fetchTile: (tile: Tile) => Uint8Array, bundle: readonly Uint8Array[]): LogTree {
    const reader = tileReader(size, fetchTile);
    const tree = new LogTree((onNode) => Frontier.fromReader(size, reader, onNode));
    for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth)) {
      const edge: Hash[] = [];
      const start = count - (count % tileWidth);
      for (let index = start; index < count; index++) edge.push(reader.node(level * 8, index));
      tree.#edge[level] = edge;
    }
    tree.#bundle = [...bundle];
    return tree;
  }

  get size(): number {
    return this.#frontier.size;
  }

  root(): Hash {
    return this.#frontier.root();
  }

  append(entry: Uint8Array): void {
    this.#bundle.push(entry);
    this.#grew.add('entries');
    if (this.#bundle.length === tileWidth) {
      const index = Math.floor(this.size / tileWidth);
      this.#full.push(tileFile({ level: 'entries', index, width: tileWidth }, encodeBundle(this.#bundle)));
      this.#bundle = [];
    }
    this.#frontier.append(leafHash(entry));
  }

  /** The tiles that became full since the last call, and the partial ones of the present size that are new. */
  takeTiles(): TileFile[] {
    const files = this.#full;
    const width = this.#bundle.length;
    if (this.#grew.has('entries') && width > 0) {
      const index = Math.floor(this.size / tileWidth);
      files.push(tileFile({ level: 'entries', index, width }, encodeBundle(this.#bundle)));
    }
    for (const [level, edge] of this.#edge.entries()) {
      if (!this.#grew.has(level) || edge.length === 0) continue;
      const index = Math.floor(this.size / tileWidth ** (level + 1));
      files.push(tileFile({ level, index, width: edge.length }, concatBytes(...edge)));
    }
    this.#full = [];
    this.#grew = new Set();
    return files;
  }

  #take(level: number, index: number, hash: Hash): void {
    if (level % 8 !== 0) return;
    const tileLevel = level / 8;
    const edge = (this.#edge[tileLevel] ??= []);
    edge.push(hash);
    this.#grew.add(tileLevel);
    if (edge.length < tileWidth) return;
    const tile = { level: tileLevel, index: Math.floor(index / tileWidth), width: tileWidth };
    this.#full.push(tileFile(tile, concatBytes(...edge)));
    this.#edge[tileLevel] = [];
  }
}

function tileFile(tile: Tile, bytes: Uint8Array): TileFile {
  return { tile, path: pathOf(tile), bytes };
}
