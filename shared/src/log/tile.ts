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

/**
 * Reads nodes of the tree of `size` leaves from its tiles. `fetchTile` gives the bytes of a tile as it stands in a log of
 * that size, or the full tile where the partial one is gone. Throws `tile-malformed` on another length.
 *
 * It checks no tile against the root: what is computed from it proves nothing until it is verified.
 */
export function tileReader(size: number, fetchTile: (tile: Tile) => Uint8Array): NodeReader {
  const kept = new Map<string, Uint8Array>();
  const read = (tile: Tile): Uint8Array => {
    const path = pathOf(tile);
    let bytes = kept.get(path);
    if (!bytes) {
      bytes = fetchTile(tile);
      if (bytes.length !== tile.width * hashBytes && bytes.length !== fullTileBytes) {
        throw new CodedError('tile-malformed', `${path} holds ${bytes.length} bytes`);
      }
      if (kept.size >= tilesKept) kept.clear();
      kept.set(path, bytes);
    }
    return bytes;
  };
  return {
    node(level, index) {
      const tileLevel = Math.floor(level / 8);
      // The node is the root over `span` hashes of the tile, which start at `from`.
      const span = 2 ** (level % 8);
      const first = index * span;
      const tileIndex = Math.floor(first / tileWidth);
      const from = first % tileWidth;
      const width = Math.min(tileWidth, Math.floor(size / 256 ** tileLevel) - tileIndex * tileWidth);
      if (!isSize(level) || !isSize(index) || from + span > width) {
        throw new CodedError(
          'log-range-invalid',
          `no node ${index} at level ${level} in a tree of size ${size}`,
        );
      }
      const bytes = read({ level: tileLevel, index: tileIndex, width });
      let row: Hash[] = [];
      for (let i = from; i < from + span; i++) row.push(bytes.slice(i * hashBytes, (i + 1) * hashBytes));
      while (row.length > 1) {
        const above: Hash[] = [];
        for (let i = 0; i < row.length; i += 2) above.push(nodeHash(row[i] as Hash, row[i + 1] as Hash));
        row = above;
      }
      return row[0] as Hash;
    },
  };
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
