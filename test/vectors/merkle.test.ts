import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isCoded } from '@countersign/shared/errors.ts';
import { verifyConsistency, verifyInclusion } from '@countersign/shared/log/proof.ts';
import { expect, test } from 'vitest';
import { skipReason } from '../skips.ts';

/** RFC 6962 proofs, good and bad, as published: github.com/transparency-dev/merkle, folder `testdata`. */
const folder = new URL('../../../shared/vectors/merkle/', import.meta.url);
const missing =
  !existsSync(folder) && skipReason('the vectors of transparency-dev/merkle are not beside the project');

interface Inclusion {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
}

interface Consistency {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
}

type Vector<Claim> = Claim & {
  readonly proof: string[] | null;
  readonly desc: string;
  readonly wantErr: boolean;
};

function vectorsOf<Claim>(kind: string): Vector<Claim>[] {
  const names = readdirSync(new URL(`${kind}/`, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => new URL(`${kind}/${name.replaceAll('[', '%5B').replaceAll(']', '%5D')}`, folder))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Vector<Claim>);
}

const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

/** What we say of a vector: throws on what is no answer at all. */
function accepts(verify: () => void): boolean {
  try {
    verify();
    return true;
  } catch (error) {
    if (isCoded(error, 'proof-invalid')) return false;
    throw error;
  }
}

test.skipIf(missing)('98 inclusion proofs, 92 of them bad', () => {
  const vectors = vectorsOf<Inclusion>('inclusion');
  const misjudged = vectors.filter((vector) => {
    const { leafIdx: index, treeSize: size } = vector;
    const claim = { index, size, leaf: bytes(vector.leafHash), root: bytes(vector.root) };
    const proof = (vector.proof ?? []).map(bytes);
    return accepts(() => verifyInclusion({ ...claim, proof })) === vector.wantErr;
  });
  expect(misjudged).toEqual([]);
  expect([vectors.length, vectors.filter(({ wantErr }) => wantErr).length]).toEqual([98, 92]);
});

test.skipIf(missing)('98 consistency proofs, 92 of them bad', () => {
  const vectors = vectorsOf<Consistency>('consistency');
  const misjudged = vectors.filter((vector) => {
    const { size1: oldSize, size2: newSize } = vector;
    const claim = { oldSize, newSize, oldRoot: bytes(vector.root1), newRoot: bytes(vector.root2) };
    const proof = (vector.proof ?? []).map(bytes);
    return accepts(() => verifyConsistency({ ...claim, proof })) === vector.wantErr;
  });
  expect(misjudged).toEqual([]);
  expect([vectors.length, vectors.filter(({ wantErr }) => wantErr).length]).toEqual([98, 92]);
});
