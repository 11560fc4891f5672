import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concatBytes } from '../bytes/compare.ts';
import { toHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/text.ts';
import { Frontier } from './frontier.ts';
import { consistencyProof, inclusionProof, leafHash, rootOf, type Hash, type NodeReader } from './merkle.ts';
import { verifyConsistency, verifyInclusion } from './proof.ts';
import {
  entriesPath,
  fullTileBytes,
  parseTilePath,
  pathOf,
  tilePath,
  tileReader,
  tilesForSize,
  type Tile,
} from './tile.ts';

test.each([
  [tilePath(0, 0, 256), 'tile/0/000'],
  [tilePath(0, 1_234_067, 256), 'tile/0/x001/x234/067'],
  [tilePath(2, 999, 1), 'tile/2/999.p/1'],
  [tilePath(1, 1000, 255), 'tile/1/x001/000.p/255'],
  [tilePath(6, 0, 31), 'tile/6/000.p/31'],
  [entriesPath(0, 17), 'tile/entries/000.p/17'],
  [entriesPath(1_234_067, 256), 'tile/entries/x001/x234/067'],
  [entriesPath(2 ** 45 - 1, 255), 'tile/entries/x035/x184/x372/x088/831.p/255'],
])('%s', (path, expected) => {
  expect(path).toBe(expected);
  expect(pathOf(parseTilePath(path))).toBe(path);
});

test('parsing is the inverse of printing', () => {
  const tile = fc.record({
    level: fc.constantFrom(0, 1, 2, 3, 'entries' as const),
    index: fc.nat({ max: 2 ** 20 }),
    width: fc.integer({ min: 1, max: 256 }),
  });
  fc.assert(
    fc.property(tile, (t) => {
      expect(parseTilePath(pathOf(t))).toEqual(t);
    }),
  );
});

test.each([
  '',
  '/tile/0/000',
  'tile/0/000/',
  'tile/0/0',
  'tile/0/0000',
  'tile/0/x000/000',
  'tile/0/x001',
  'tile/0/001/000',
  'tile/0/x1/000',
  'tile/00/000',
  'tile/-1/000',
  'tile/7/000',
  'tile/64/000',
  'tile/data/000',
  'tile/0/000.p/0',
  'tile/0/000.p/256',
  'tile/0/000.p/01',
  'tile/0/000.p/',
  'tile/0/000.p',
  'tile/0/x000.p/1/000',
  'tile/0/../../etc/passwd',
  'tile/entries/..%2f000',
  'tile/0/000\n',
  'tile/0/٠٠٠',
  'tile/0/x999/x999/x999/x999/x999/999',
  `tile/0/${'x001/'.repeat(100_000)}000`,
])('a path that no log of ours has is refused: %j', (path) => {
  expect(() => parseTilePath(path)).toThrow(expect.objectContaining({ code: 'tile-path-malformed' }));
});

test.each([
  [0, 0, 0],
  [0, 0, 257],
  [0, -1, 1],
  [0.5, 0, 1],
  [7, 0, 1],
  [6, 0, 32],
  [0, 2 ** 46, 1],
  [0, Number.NaN, 1],
])('level %s, index %s, width %s is no tile', (level, index, width) => {
  expect(() => tilePath(level, index, width)).toThrow(
    expect.objectContaining({ code: 'tile-path-malformed' }),
  );
});

test('the example of C2SP tlog-tiles: 70,000 entries', () => {
  const paths = tilesForSize(0, 70_000).map(pathOf);
  const full = (level: string) =>
    paths.filter((path) => path.startsWith(`tile/${level}/`) && !path.includes('.p/')).length;
  expect([full('entries'), full('0'), full('1'), full('2')]).toEqual([273, 273, 1, 0]);
  expect(paths.filter((path) => path.includes('.p/'))).toEqual([
    'tile/entries/273.p/112',
    'tile/0/273.p/112',
    'tile/1/001.p/17',
    'tile/2/000.p/1',
  ]);
});

test.each([
  [0, 0, []],
  [5, 5, []],
  [0, 1, ['tile/entries/000.p/1', 'tile/0/000.p/1']],
  [255, 256, ['tile/entries/000', 'tile/0/000', 'tile/1/000.p/1']],
  [256, 257, ['tile/entries/001.p/1', 'tile/0/001.p/1']],
])('growing from %d to %d writes %j', (oldSize, newSize, paths) => {
  expect(tilesForSize(oldSize, newSize).map(pathOf)).toEqual(paths);
});

test.each([
  [2, 1],
  [-1, 1],
  [0, 2 ** 53],
])('no log grows from %d to %d', (oldSize, newSize) => {
  expect(() => tilesForSize(oldSize, newSize)).toThrow(
    expect.objectContaining({ code: 'log-range-invalid' }),
  );
});

const most = 70_000;
const rows = new Map<number, Hash[]>();
const frontier = new Frontier((level, index, hash) => {
  if (!rows.has(level)) rows.set(level, []);
  (rows.get(level) as Hash[])[index] = hash;
});
while (frontier.size < most) frontier.append(leafHash(toUtf8(String(frontier.size))));
const nodes: NodeReader = { node: (level, index) => rows.get(level)?.[index] as Hash };

function bytesOf({ level, index, width }: Tile): Uint8Array {
  return concatBytes(...(rows.get(Number(level) * 8) ?? []).slice(index * 256, index * 256 + width));
}

test('proofs read from tiles, stored in steps and in full, are those of the tree', () => {
  const stored = new Map<string, Uint8Array>();
  let before = 0;
  for (const size of [1, 255, 256, 257, 65_536, most]) {
    for (const tile of tilesForSize(before, size)) {
      if (tile.level !== 'entries') stored.set(pathOf(tile), bytesOf(tile));
    }
    const reader = tileReader(size, (tile) => stored.get(pathOf(tile)) as Uint8Array);
    const root = rootOf(size, reader);
    expect(toHex(root)).toBe(toHex(rootOf(size, nodes)));
    for (const index of new Set([0, Math.floor(size / 3), size - 1])) {
      const proof = inclusionProof(index, size, reader);
      verifyInclusion({ index, size, leaf: nodes.node(0, index), proof, root });
    }
    if (before > 0) {
      const proof = consistencyProof(before, size, reader);
      verifyConsistency({
        oldSize: before,
        newSize: size,
        oldRoot: rootOf(before, nodes),
        newRoot: root,
        proof,
      });
    }
    before = size;
  }
});

test('where the partial tile is gone, the full one serves', () => {
  const reader = tileReader(300, ({ level, index }) => {
    const bytes = bytesOf({ level, index, width: 256 });
    return bytes.length === fullTileBytes ? bytes : bytes.subarray(0, fullTileBytes);
  });
  expect(toHex(rootOf(300, reader))).toBe(toHex(rootOf(300, nodes)));
});

test('a tile cut short, of another width or empty is refused', () => {
  for (const length of [0, 31, 32 * 43, 32 * 44 + 1, 32 * 45, fullTileBytes + 32]) {
    const reader = tileReader(300, () => new Uint8Array(length));
    expect(() => reader.node(0, 299)).toThrow(expect.objectContaining({ code: 'tile-malformed' }));
  }
});

test('nothing outside of the tree is read', () => {
  const reader = tileReader(300, () => new Uint8Array(fullTileBytes));
  for (const [level, index] of [
    [0, 300],
    [2, 75],
    [8, 1],
    [9, 0],
    [60, 0],
    [0, -1],
    [0, 0.5],
    [-8, 0],
    [0, 2 ** 60],
  ] as const) {
    expect(() => reader.node(level, index), `${level}/${index}`).toThrow(
      expect.objectContaining({ code: 'log-range-invalid' }),
    );
  }
});

test('tiles are kept while they are in use, not all of them and not by reference', () => {
  const fetched: string[] = [];
  const shared = new Uint8Array(fullTileBytes);
  const reader = tileReader(most, (tile) => {
    fetched.push(pathOf(tile));
    shared.set(bytesOf(tile));
    return tile.width === 256 ? shared : bytesOf(tile);
  });
  for (let index = 0; index < 256; index++)
    expect(toHex(reader.node(0, index))).toBe(toHex(nodes.node(0, index)));
  expect(fetched).toEqual(['tile/0/000']);
  for (let tile = 1; tile < 200; tile++) reader.node(0, tile * 256);
  expect(toHex(reader.node(3, 1))).toBe(toHex(nodes.node(3, 1)));
  expect(toHex(reader.node(7, 398))).toBe(toHex(nodes.node(7, 398)));
  expect(fetched.filter((path) => path === 'tile/0/000')).toHaveLength(2);
});
