import { expect, test } from 'vitest';
import { isCoded } from '../errors.ts';
import { toUtf8 } from '../bytes/text.ts';
import { inclusionProof, leafHash, nodeHash, rootOf, type NodeReader } from './merkle.ts';
import { verifyInclusion } from './proof.ts';
import { inclusionSteps } from './proof-steps.ts';

const leaves = Array.from({ length: 70 }, (_, i) => leafHash(toUtf8(`entry ${i}`)));
const reader: NodeReader = {
  node: (level, index) =>
    level === 0
      ? leaves[index]!
      : nodeHash(reader.node(level - 1, index * 2), reader.node(level - 1, index * 2 + 1)),
};

test('the steps of every proof in trees of up to 70 leaves end at the root that verifyInclusion wants', () => {
  for (let size = 1; size <= leaves.length; size++) {
    const root = rootOf(size, reader);
    for (let index = 0; index < size; index++) {
      const leaf = leaves[index]!;
      const proof = inclusionProof(index, size, reader);
      verifyInclusion({ index, size, leaf, proof, root });
      const steps = inclusionSteps(index, size, leaf, proof);
      expect(steps.at(-1)?.result ?? leaf).toEqual(root);
      expect(steps.map(({ sibling }) => sibling)).toEqual(proof);
    }
  }
});

test('a proof that is too long or too short has no steps', () => {
  const proof = inclusionProof(5, 11, reader);
  const code = (bent: Uint8Array[], index = 5) => {
    try {
      inclusionSteps(index, 11, leaves[5]!, bent);
      return 'taken';
    } catch (error) {
      return isCoded(error) ? error.code : 'bug';
    }
  };
  expect(code(proof)).toBe('taken');
  expect(code(proof.slice(1))).toBe('proof-invalid');
  expect(code([...proof, leaves[0]!])).toBe('proof-invalid');
  expect(code(proof, 11)).toBe('proof-invalid');
});
