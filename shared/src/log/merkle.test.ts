import { platform } from '#platform';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concatBytes } from '../bytes/compare.ts';
import { toHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/text.ts';
import { Frontier } from './frontier.ts';
import {
  consistencyProof,
  emptyRoot,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  type Hash,
  type NodeReader,
} from './merkle.ts';
import { verifyConsistency, verifyInclusion } from './proof.ts';

const most = 80;
const entries = Array.from({ length: most }, (_, i) => toUtf8(`entry ${i}`));
const leaves = entries.map(leafHash);

// RFC 6962 section 2.1 as it is written there, recursion and all: what merkle.ts is held against.
const half = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1);
function mth(d: readonly Uint8Array[]): Hash {
  if (d.length === 0) return platform.sha256(new Uint8Array(0));
  if (d.length === 1) return platform.sha256(concatBytes(Uint8Array.of(0), d[0] as Uint8Array));
  const k = half(d.length);
  return platform.sha256(concatBytes(Uint8Array.of(1), mth(d.slice(0, k)), mth(d.slice(k))));
}
function path(m: number, d: readonly Uint8Array[]): Hash[] {
  if (d.length <= 1) return [];
  const k = half(d.length);
  return m < k
    ? [...path(m, d.slice(0, k)), mth(d.slice(k))]
    : [...path(m - k, d.slice(k)), mth(d.slice(0, k))];
}
function subproof(m: number, d: readonly Uint8Array[], whole: boolean): Hash[] {
  if (m === d.length) return whole ? [] : [mth(d)];
  const k = half(d.length);
  return m <= k
    ? [...subproof(m, d.slice(0, k), whole), mth(d.slice(k))]
    : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))];
}

/** Serves the complete subtrees of a tree of `size` leaves, and fails the test when asked for any other. */
function strictReader(size: number): NodeReader {
  return {
    node(level, index) {
      expect(Number.isInteger(level) && Number.isInteger(index) && (index + 1) * 2 ** level <= size).toBe(
        true,
      );
      return mth(entries.slice(index * 2 ** level, (index + 1) * 2 ** level));
    },
  };
}

const hex = (hashes: readonly Hash[]) => hashes.map((hash) => toHex(hash));

test('known roots: the empty tree, one empty leaf, the eight leaves of the CT test data', () => {
  expect(toHex(emptyRoot)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(toHex(leafHash(new Uint8Array(0)))).toBe(
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  );
  const data = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const tree = new Frontier();
  for (const text of data) tree.append(leafHash(Uint8Array.from(Buffer.from(text, 'hex'))));
  expect(toHex(tree.root())).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
});

test('roots and proofs of every size equal the definition in RFC 6962', () => {
  for (let size = 0; size <= 40; size++) {
    const reader = strictReader(size);
    const d = entries.slice(0, size);
    expect(toHex(rootOf(size, reader))).toBe(toHex(mth(d)));
    for (let m = 0; m < size; m++) {
      expect(hex(inclusionProof(m, size, reader)), `${m} in ${size}`).toEqual(hex(path(m, d)));
    }
    for (let m = 1; m <= size; m++) {
      expect(hex(consistencyProof(m, size, reader)), `${m} to ${size}`).toEqual(hex(subproof(m, d, true)));
    }
  }
});

test('every proof that we build is accepted, and a flipped bit anywhere in it is not', () => {
  const claims = fc.record({
    size: fc.integer({ min: 1, max: most }),
    part: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    bit: fc.nat({ max: 255 }),
    at: fc.nat(),
  });
  fc.assert(
    fc.property(claims, ({ size, part, bit, at }) => {
      const index = Math.floor(part * size);
      const oldSize = index + 1;
      const reader = strictReader(size);
      const root = mth(entries.slice(0, size));
      const inclusion = {
        index,
        size,
        leaf: leaves[index] as Hash,
        proof: inclusionProof(index, size, reader),
        root,
      };
      const oldRoot = mth(entries.slice(0, oldSize));
      const proof = consistencyProof(oldSize, size, reader);
      const consistency = { oldSize, newSize: size, oldRoot, newRoot: root, proof };
      verifyInclusion(inclusion);
      verifyConsistency(consistency);
      for (const [verify, claim] of [
        [verifyInclusion, inclusion],
        [verifyConsistency, consistency],
      ] as const) {
        if (claim.proof.length === 0) continue;
        const bad = claim.proof.map((hash) => Uint8Array.from(hash));
        const hash = bad[at % bad.length] as Hash;
        const byte = bit >> 3;
        hash[byte] = (hash[byte] as number) ^ (1 << (bit & 7));
        expect(() => (verify as (c: unknown) => void)({ ...claim, proof: bad })).toThrow(
          expect.objectContaining({ code: 'proof-invalid' }),
        );
      }
    }),
  );
});

test('a long entry after a short one, and the other way round, hash as if alone', () => {
  for (const length of [0, 1, 4095, 4096, 4097, 32_768, 5, 65_535, 0]) {
    const entry = new Uint8Array(length).fill(7);
    expect(toHex(leafHash(entry))).toBe(toHex(platform.sha256(concatBytes(Uint8Array.of(0), entry))));
  }
});

test('a hash of another length never enters a tree', () => {
  const hash = leaves[0] as Hash;
  for (const bad of [hash.subarray(1), concatBytes(hash, hash), new Uint8Array(0)]) {
    expect(() => nodeHash(bad, hash)).toThrow(expect.objectContaining({ code: 'log-hash-length' }));
    expect(() => nodeHash(hash, bad)).toThrow(expect.objectContaining({ code: 'log-hash-length' }));
  }
});

test('a size or index beyond 2^53 - 1, a fraction or a negative one is refused', () => {
  const reader = strictReader(0);
  const refused = expect.objectContaining({ code: 'log-range-invalid' });
  for (const bad of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    expect(() => rootOf(bad, reader)).toThrow(refused);
    expect(() => inclusionProof(0, bad, reader)).toThrow(refused);
    expect(() => inclusionProof(bad, 4, reader)).toThrow(refused);
    expect(() => consistencyProof(1, bad, reader)).toThrow(refused);
    expect(() => consistencyProof(bad, 4, reader)).toThrow(refused);
  }
  expect(() => inclusionProof(4, 4, reader)).toThrow(refused);
  expect(() => consistencyProof(5, 4, reader)).toThrow(refused);
  expect(consistencyProof(0, 4, reader)).toEqual([]);
});

test('sizes above 32 bits: proofs in a tree of 2^53 - 1 leaves', () => {
  // All leaves are equal, so that each level has one hash.
  const levels = [leaves[0] as Hash];
  for (let level = 1; level < 54; level++)
    levels.push(nodeHash(levels[level - 1] as Hash, levels[level - 1] as Hash));
  const reader: NodeReader = { node: (level) => levels[level] as Hash };
  const size = Number.MAX_SAFE_INTEGER;
  const root = rootOf(size, reader);
  for (const index of [0, 2 ** 31, 2 ** 32 + 1, 2 ** 52 - 1, 2 ** 52, size - 1]) {
    const proof = inclusionProof(index, size, reader);
    expect(() => verifyInclusion({ index, size, leaf: leaves[0] as Hash, proof, root })).not.toThrow();
    const oldSize = index + 1;
    const grown = consistencyProof(oldSize, size, reader);
    const oldRoot = rootOf(oldSize, reader);
    expect(() =>
      verifyConsistency({ oldSize, newSize: size, oldRoot, newRoot: root, proof: grown }),
    ).not.toThrow();
  }
});
