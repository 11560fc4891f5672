import { CodedError } from '../errors.ts';
import { hashBytes, isSize, nodeHash, type Hash, type NodeReader } from './merkle.ts';

/** Hashes in a full tile, entries in a full bundle. */
export const tileWidth = 256;
export const fullTileBytes = tileWidth * hashBytes;

/**
 * One static resource of a log (C2SP tlog-tiles): `width` hashes, or entries, from `index * 256` on. A tile of level L
 * holds roots of subtrees of 256^L leaves.
 */
export interface Tile {
  readonly level: number | 'entries';
  readonly index: number;
  /** 1 to 255 for a partial one, 256 for a full one. */
  readonly width: number;
}

/** `tile/0/x001/x234/067` for a full tile, `tile/2/000.p/17` for a partial one. Throws `tile-path-malformed`. */
export function tilePath(level: number, index: number, width: number): string {
  return pathOf({ level, index, width });
}

/** `tile/entries/x001/x234/067`, `tile/entries/000.p/17`. Throws `tile-path-malformed`. */
export function entriesPath(index: number, width: number): string {
  return pathOf({ level: 'entries', index, width });
}

/** The path of `tile` below the log's prefix. Throws `tile-path-malformed` when no log of ours can have that tile. */
export function pathOf(tile: Tile): string {
  if (!isPossible(tile)) throw malformedPath();
  const groups = String(tile.index)
    .padStart(Math.ceil(String(tile.index).length / 3) * 3, '0')
    .match(/\d{3}/g) as string[];
  const number = groups.map((group, i) => (i === groups.length - 1 ? group : `x${group}`)).join('/');
  return `tile/${tile.level}/${number}${tile.width === tileWidth ? '' : `.p/${tile.width}`}`;
}

const pathForm = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/;

/** Strict inverse of pathOf: throws `tile-path-malformed` on anything that it would not print. */
export function parseTilePath(path: string): Tile {
  const [, level, number, width] = pathForm.exec(path) ?? [];
  if (level === undefined || number === undefined) throw malformedPath();
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(number.replaceAll(/[x/]/g, '')),
    width: width === undefined ? tileWidth : Number(width),
  };
  if (pathOf(tile) !== path) throw malformedPath();
  return tile;
}

/**
 * What a log that grew from `oldSize` to `newSize` has to write before it signs the new checkpoint: entry bundles, then
 * tiles from the lowest level up, full and partial ones. Throws `log-range-invalid` unless oldSize <= newSize.
 */
export function tilesForSize(oldSize: number, newSize: number): Tile[] {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize) {
    throw new CodedError('log-range-invalid', `a log of size ${oldSize} does not grow to ${newSize}`);
  }
  const tiles = grownTiles('entries', oldSize, newSize);
  let level = 0;
  let oldCount = oldSize;
  let newCount = newSize;
  while (newCount > 0) {
    tiles.push(...grownTiles(level, oldCount, newCount));
    level++;
    oldCount = Math.floor(oldCount / tileWidth);
    newCount = Math.floor(newCount / tileWidth);
  }
  return tiles;
}

function grownTiles(level: Tile['level'], oldCount: number, newCount: number): Tile[] {
  const tiles: Tile[] = [];
  if (oldCount === newCount) return tiles;
  const last = Math.floor(newCount / tileWidth);
  for (let index = Math.floor(oldCount / tileWidth); index < last; index++) {
    tiles.push({ level, index, width: tileWidth });
  }
  const width = newCount % tileWidth;
  if (width > 0) tiles.push({ level, index: last, width });
  return tiles;
}

// A proof in the largest log that we can count reads two tiles of each of its seven levels.
const tilesKept = 64;

/** The rows of a tile's own tree: row 0 its hashes, row k the nodes over 2^k of them, computed when asked for. */
type Rows = Hash[][];

/**
 * Reads nodes of the tree of `size` leaves from its tiles. `fetchTile` gives the bytes of a tile as it stands in a log of
 * that size, or the full tile where the partial one is gone. Keeps what it read last, so that the proofs of a batch cost
 * little more than one. Throws `tile-malformed` on bytes of another length, `log-range-invalid` outside of the tree.
 *
 * It checks no tile against the root: what is computed from it proves nothing until it is verified.
 */
export function tileReader(size: number, fetchTile: (tile: Tile) => Uint8Array): NodeReader {
  const kept = new Map<string, Rows>();
  const read = (tile: Tile): Rows => {
    const path = pathOf(tile);
    let rows = kept.get(path);
    if (!rows) {
      rows = [splitTile(fetchTile(tile), tile)];
      if (kept.size >= tilesKept) kept.clear();
      kept.set(path, rows);
    }
    return rows;
  };
  return {
    node(level, index) {
      const tileLevel = Math.floor(level / 8);
      const row = level % 8;
      const first = index * 2 ** row;
      const tileIndex = Math.floor(first / tileWidth);
      const width = Math.min(tileWidth, Math.floor(size / tileWidth ** tileLevel) - tileIndex * tileWidth);
      if (!isSize(level) || !isSize(index) || (first % tileWidth) + 2 ** row > width) {
        throw new CodedError(
          'log-range-invalid',
          `no node ${index} at level ${level} in a tree of size ${size}`,
        );
      }
      const rows = read({ level: tileLevel, index: tileIndex, width });
      return nodeIn(rows, row, (first % tileWidth) / 2 ** row);
    },
  };
}

function splitTile(bytes: Uint8Array, tile: Tile): Hash[] {
  if (bytes.length !== tile.width * hashBytes && bytes.length !== fullTileBytes) {
    throw new CodedError('tile-malformed', `${pathOf(tile)} holds ${bytes.length} bytes`);
  }
  const own = new Uint8Array(bytes);
  return Array.from({ length: tile.width }, (_, i) => own.subarray(i * hashBytes, (i + 1) * hashBytes));
}

function nodeIn(rows: Rows, row: number, index: number): Hash {
  const nodes = (rows[row] ??= []);
  return (nodes[index] ??= nodeHash(nodeIn(rows, row - 1, index * 2), nodeIn(rows, row - 1, index * 2 + 1)));
}

/** Whether a log of at most 2^53 - 1 entries can have this tile. */
function isPossible({ level, index, width }: Tile): boolean {
  const height = level === 'entries' ? 0 : level;
  return (
    isSize(height) &&
    isSize(index) &&
    isSize(width) &&
    width >= 1 &&
    width <= tileWidth &&
    isSize((index * tileWidth + width) * tileWidth ** height)
  );
}

function malformedPath(): CodedError {
  return new CodedError('tile-path-malformed', 'no path of a tile or entry bundle');
}
