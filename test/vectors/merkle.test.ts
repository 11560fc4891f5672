import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
const refused = expect.objectContaining({ code: 'proof-invalid' });

function judge(vector: Vector<unknown>, verify: () => void): void {
  const says = JSON.stringify(vector);
  if (vector.wantErr) expect(verify, says).toThrow(refused);
  else expect(verify, says).not.toThrow();
}

test.skipIf(missing)('98 inclusion proofs, 92 of them bad', () => {
  const vectors = vectorsOf<Inclusion>('inclusion');
  for (const vector of vectors) {
    const { leafIdx: index, treeSize: size } = vector;
    const proof = (vector.proof ?? []).map(bytes);
    judge(vector, () => {
      verifyInclusion({ index, size, leaf: bytes(vector.leafHash), proof, root: bytes(vector.root) });
    });
  }
  expect([vectors.length, vectors.filter(({ wantErr }) => wantErr).length]).toEqual([98, 92]);
});

test.skipIf(missing)('98 consistency proofs, 92 of them bad', () => {
  const vectors = vectorsOf<Consistency>('consistency');
  for (const vector of vectors) {
    const { size1: oldSize, size2: newSize } = vector;
    const proof = (vector.proof ?? []).map(bytes);
    judge(vector, () => {
      verifyConsistency({
        oldSize,
        newSize,
        oldRoot: bytes(vector.root1),
        newRoot: bytes(vector.root2),
        proof,
      });
    });
  }
  expect([vectors.length, vectors.filter(({ wantErr }) => wantErr).length]).toEqual([98, 92]);
});
