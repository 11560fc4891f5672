import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/text.ts';
import { Frontier } from './frontier.ts';
import { emptyRoot, leafHash, rootOf, type Hash, type NodeReader } from './merkle.ts';

const leaves = Array.from({ length: 200 }, (_, i) => leafHash(toUtf8(String(i))));

function grow(frontier: Frontier, to: number): Frontier {
  while (frontier.size < to) frontier.append(leaves[frontier.size] as Hash);
  return frontier;
}

test('the nodes that it tells of are all complete subtrees, and give the root of every size', () => {
  const nodes = new Map<string, Hash>();
  const frontier = new Frontier((level, index, hash) => {
    expect(nodes.has(`${level}/${index}`)).toBe(false);
    nodes.set(`${level}/${index}`, hash);
  });
  const reader: NodeReader = { node: (level, index) => nodes.get(`${level}/${index}`) as Hash };
  expect(toHex(frontier.root())).toBe(toHex(emptyRoot));
  for (let size = 1; size <= leaves.length; size++) {
    grow(frontier, size);
    expect(toHex(frontier.root())).toBe(toHex(rootOf(size, reader)));
  }
  // A tree of n leaves has n minus (number of one bits of n) complete inner nodes: 200 is 11001000.
  expect(nodes.size).toBe(200 + 197);
});

test('a writer that restarts goes on where it was, from its state or from its tiles', () => {
  const sizes = fc.tuple(fc.nat({ max: 100 }), fc.integer({ min: 100, max: 200 }));
  fc.assert(
    fc.property(sizes, ([before, after]) => {
      const whole: string[] = [];
      const nodes = new Map<string, Hash>();
      const straight = grow(
        new Frontier((level, index, hash) => {
          nodes.set(`${level}/${index}`, hash);
          whole.push(`${level}/${index} ${toHex(hash)}`);
        }),
        before,
      );
      const state = straight.state();
      const told = whole.length;
      grow(straight, after);
      const reader: NodeReader = { node: (level, index) => nodes.get(`${level}/${index}`) as Hash };
      for (const restart of [
        (on: (l: number, i: number, h: Hash) => void) => Frontier.fromState(state, on),
        (on: (l: number, i: number, h: Hash) => void) => Frontier.fromReader(before, reader, on),
      ]) {
        const again: string[] = [];
        const restarted = restart((level, index, hash) => again.push(`${level}/${index} ${toHex(hash)}`));
        expect(restarted.state()).toEqual(state);
        expect(toHex(grow(restarted, after).root())).toBe(toHex(straight.root()));
        expect(again).toEqual(whole.slice(told));
      }
    }),
    { numRuns: 30 },
  );
});

test('a later append leaves an earlier state alone', () => {
  const frontier = grow(new Frontier(), 7);
  const state = frontier.state();
  const before = state.peaks.map(toHex);
  grow(frontier, 8);
  expect(state.peaks.map(toHex)).toEqual(before);
});

const one = leaves[0] as Hash;
test.each([
  ['a peak too few', { size: 3, peaks: [one] }],
  ['a peak too many', { size: 4, peaks: [one, one] }],
  ['peaks without leaves', { size: 0, peaks: [one] }],
  ['a short peak', { size: 1, peaks: [one.subarray(1)] }],
  ['a negative size', { size: -1, peaks: [] }],
  ['a size beyond 2^53', { size: 2 ** 60, peaks: [one] }],
])('a state with %s is refused', (_name, state) => {
  expect(() => Frontier.fromState(state)).toThrow(expect.objectContaining({ code: 'frontier-malformed' }));
});

test('a full tree and a leaf of another length are refused', () => {
  const full = Frontier.fromState({ size: 2 ** 53 - 1, peaks: Array.from({ length: 53 }, () => one) });
  expect(() => full.append(one)).toThrow(expect.objectContaining({ code: 'log-range-invalid' }));
  expect(() => new Frontier().append(one.subarray(1))).toThrow(
    expect.objectContaining({ code: 'log-hash-length' }),
  );
});
