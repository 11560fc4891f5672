import { expect, test } from 'vitest';
import { makeTarGz } from '@countersign/shared/artifact/testing/tar-writer.ts';
import { changeBetween, changeDigest } from '@countersign/shared/artifact/change.ts';
import { unpackNpm } from '@countersign/shared/artifact/unpack.ts';
import { makeWorld } from '../world/world.ts';

const manifest = '{ "name": "socks" }\n';

test('a diff shows files, totals and digest, then the text', async () => {
  const world = await makeWorld();
  const before = makeTarGz({ 'package.json': manifest, 'a.js': 'one;\ntwo;\n', 'gone.js': 'x;\n' });
  const after = makeTarGz({ 'package.json': manifest, 'a.js': 'one;\n2;\nthree;', 'new.bin': 'a\u0000b\n' });
  world.publish({ name: 'socks', version: '1.0.0', tarball: before });
  world.publish({ name: 'socks', version: '1.1.0', tarball: after });
  const ran = await world.cli('diff', 'socks@1.0.0', '1.1.0');
  expect(ran.code).toBe(0);
  const digest = changeDigest(changeBetween(await unpackNpm(before), await unpackNpm(after)));
  const [, , , change, , ...rest] = ran.stdout.split('\n');
  expect(change).toBe(`  change  ${digest}`);
  expect(rest.join('\n')).toBe(`\
  M  a.js     +2 −1   10 B → 14 B
  D  gone.js  +0 −1   3 B
  A  new.bin  +1 −0   4 B           binary

  3 files: 1 added, 1 modified, 1 deleted   +3 −2 lines

M a.js   1/3
@@ -1,2 +1,3 @@
 one;
-two;
+2;
+three;
\\ no newline at the end of the file

D gone.js   2/3
@@ -1 +0,0 @@
-x;

A new.bin   3/3
@@ -0,0 +1 @@
+a\\u{0}b
`);
  expect(await world.cli('diff', 'socks@1.0.0', 'npm:socks@1.1.0')).toEqual(ran);
});

test('a file that becomes executable shows, though no line changed', async () => {
  const world = await makeWorld();
  const bin = (path: string) => ({ 'package.json': `{ "bin": "${path}" }\n`, 'a.js': '1;\n' });
  world.publish({ name: 'socks', version: '1.0.0', tarball: makeTarGz(bin('none')) });
  world.publish({ name: 'socks', version: '1.0.1', tarball: makeTarGz(bin('a.js')) });
  const { stdout } = await world.cli('diff', 'socks@1.0.0', '1.0.1');
  expect(stdout).toMatch(/^ {2}M {2}a\.js +\+0 −0 +3 B +644 → 755$/m);
});

test('the JSON of a diff is the manifest with digests and counts', async () => {
  const world = await makeWorld();
  const [old, next] = ['1', '2'].map((content, i) =>
    world.publish({
      name: 'socks',
      version: `1.0.${i}`,
      tarball: makeTarGz({ 'package.json': manifest, 'a.js': content }),
    }),
  );
  const { stdout, code } = await world.cli('diff', 'socks@1.0.0', '1.0.1', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    base: { release: 'pkg:npm/socks@1.0.0', ...old?.digest, findings: [] },
    target: { release: 'pkg:npm/socks@1.0.1', ...next?.digest, findings: [] },
    change: expect.stringMatching(/^[0-9a-f]{64}$/),
    added: 1,
    removed: 1,
    entries: [
      {
        kind: 'M',
        path: 'a.js',
        base: { type: 'file', mode: '644', size: 1, sha256: expect.any(String) },
        target: { type: 'file', mode: '644', size: 1, sha256: expect.any(String) },
        added: 1,
        removed: 1,
        binary: false,
        hard: false,
      },
    ],
  });
});

test('a diff of two packages, or of a version with itself, is a usage error', async () => {
  const world = await makeWorld();
  for (const target of ['other@1.0.1', '1.0.0', 'socks', '~1']) {
    expect([target, (await world.cli('diff', 'socks@1.0.0', target)).code]).toEqual([target, 2]);
  }
});
