import { makeTar, makeTarGz } from '@countersign/shared/artifact/testing/tar-writer.ts';
import { artifactDigest, type Sha512 } from '@countersign/shared/digest.ts';
import { expect, test } from 'vitest';
import type { ArtifactName } from '../reading.ts';
import { ArtifactServer } from '../testing/served.ts';
import { fetchCheckedTree } from './checked-tree.ts';

const server = new ArtifactServer();
const fetchTree = (name: ArtifactName) =>
  fetchCheckedTree(name, {}, () => undefined, new AbortController().signal, server.fetching);

test('bytes that have both digests are unpacked', async () => {
  const name = server.publish('1.0.0', { 'a.js': 'x' });
  const { artifact, tree } = await fetchTree(name);
  expect(artifact).toMatchObject({ ...name, entries: 1, findings: [] });
  expect(tree.entries.map(({ path }) => path)).toEqual(['a.js']);
});

test('other bytes are refused, whichever of the two digests they miss', async () => {
  const name = server.publish('1.0.1', { 'a.js': 'x' });
  server.swap(name, makeTarGz({ 'a.js': 'y' }));
  await expect(fetchTree(name)).rejects.toMatchObject({ code: 'artifact-mismatch' });
  const right = server.publish('1.0.2', { 'a.js': 'z' });
  const wrong = { ...right, digest: { ...right.digest, sha512: 'a'.repeat(128) as Sha512 } };
  await expect(fetchTree(wrong)).rejects.toMatchObject({
    code: 'artifact-mismatch',
    message: expect.stringContaining('pkg:npm/example@1.0.2: ') as string,
  });
});

test.each(['', '../keys', 'A'.repeat(64), '%2e%2e', `${'a'.repeat(64)}?x`])(
  'a digest of %j asks nobody for anything',
  async (sha256) => {
    const asked = server.asked.length;
    const digest = { ...artifactDigest(new Uint8Array(1)), sha256 } as ArtifactName['digest'];
    await expect(fetchTree({ purl: 'pkg:npm/x@1', digest })).rejects.toMatchObject({
      code: 'artifact-name-malformed',
    });
    expect(server.asked).toHaveLength(asked);
  },
);

test('an archive that installers read in two ways is refused by its own code', async () => {
  const tar = server.publishBytes('1.0.3', makeTar([{ path: 'p/a', content: 'x' }]));
  await expect(fetchTree(tar)).rejects.toMatchObject({ code: 'gzip-malformed' });
  const twice = server.publish('1.0.4', [
    { path: 'p/a', content: 'x' },
    { path: 'p/a', content: 'y' },
  ]);
  await expect(fetchTree(twice)).rejects.toMatchObject({ code: 'archive-duplicate-path' });
});
