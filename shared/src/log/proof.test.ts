import { expect, test } from 'vitest';
import { toUtf8 } from '../bytes/text.ts';
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  type Hash,
  type NodeReader,
} from './merkle.ts';
import { verifyConsistency, verifyInclusion } from './proof.ts';

const leaves = Array.from({ length: 16 }, (_, i) => leafHash(toUtf8(String(i))));
const reader: NodeReader = {
  node(level, index) {
    if (level === 0) return leaves[index] as Hash;
    return nodeHash(reader.node(level - 1, index * 2), reader.node(level - 1, index * 2 + 1));
  },
};
const other = leafHash(toUtf8('other'));
const refused = expect.objectContaining({ code: 'proof-invalid' });

const inclusion = {
  index: 5,
  size: 13,
  leaf: leaves[5] as Hash,
  proof: inclusionProof(5, 13, reader),
  root: rootOf(13, reader),
};
const consistency = {
  oldSize: 6,
  newSize: 13,
  oldRoot: rootOf(6, reader),
  newRoot: rootOf(13, reader),
  proof: consistencyProof(6, 13, reader),
};

test.each([
  ['another leaf', { leaf: other }],
  ['another root', { root: other }],
  ['another index', { index: 4 }],
  ['an index at the size', { index: 13 }],
  ['a second leaf of one', { index: 1, size: 1, leaf: other, root: other, proof: [] }],
  ['an index beyond 2^53', { index: 2 ** 64 }],
  ['a size beyond 2^53', { size: 2 ** 64 }],
  ['a negative index', { index: -1 }],
  ['a fraction', { index: 5.5 }],
  ['a tree without leaves', { index: 0, size: 0, proof: [] }],
  ['a smaller tree', { size: 8 }],
  ['a larger tree', { size: 32 }],
  ['a proof cut short', { proof: inclusion.proof.slice(0, -1) }],
  ['a proof with one hash more', { proof: [...inclusion.proof, other] }],
  ['a proof in the other order', { proof: inclusion.proof.toReversed() }],
  ['an endless proof', { proof: Array.from({ length: 100_000 }, () => other) }],
  ['a short hash', { proof: inclusion.proof.map((hash) => hash.subarray(0, 31)) }],
  ['a short leaf', { leaf: new Uint8Array(0) }],
])('inclusion: %s is refused', (_name, change) => {
  verifyInclusion(inclusion);
  expect(() => verifyInclusion({ ...inclusion, ...change })).toThrow(refused);
});

test.each([
  ['another old root', { oldRoot: other }],
  ['another new root', { newRoot: other }],
  ['the roots swapped', { oldRoot: consistency.newRoot, newRoot: consistency.oldRoot }],
  ['another old size', { oldSize: 5 }],
  ['a log that shrinks', { oldSize: 14 }],
  [
    'a log that shrinks to one leaf',
    { oldSize: 3, newSize: 1, oldRoot: other, newRoot: other, proof: [other] },
  ],
  ['an old size of 0, which would prove nothing', { oldSize: 0, proof: [] }],
  [
    'an old size of 0 with a proof',
    { oldSize: 0, newSize: 1, oldRoot: other, newRoot: other, proof: [other] },
  ],
  ['two empty trees', { oldSize: 0, newSize: 0, oldRoot: other, newRoot: other, proof: [] }],
  ['two roots for one size', { oldSize: 13, proof: [] }],
  ['a proof for equal sizes', { oldSize: 13, oldRoot: consistency.newRoot }],
  ['an empty proof', { proof: [] }],
  ['a proof cut short', { proof: consistency.proof.slice(0, -1) }],
  ['a proof with one hash more', { proof: [...consistency.proof, other] }],
  ['an endless proof', { proof: Array.from({ length: 100_000 }, () => other) }],
  ['a short hash', { proof: consistency.proof.map((hash) => hash.subarray(0, 31)) }],
  ['a size beyond 2^53', { newSize: 2 ** 64 }],
  ['a fraction', { oldSize: 6.5 }],
])('consistency: %s is refused', (_name, change) => {
  verifyConsistency(consistency);
  expect(() => verifyConsistency({ ...consistency, ...change })).toThrow(refused);
});

test('equal sizes with equal roots are consistent', () => {
  const same = { ...consistency, oldSize: 13, oldRoot: consistency.newRoot, proof: [] };
  expect(() => verifyConsistency(same)).not.toThrow();
});
