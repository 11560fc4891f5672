import { expect, test } from 'vitest';
import { sha256Hex } from '../digest.ts';
import { makeTarGz } from './testing/tar-writer.ts';
import { dirHash, treeDigest } from './tree.ts';
import { unpackNpm } from './unpack.ts';

test('a tree digest covers type, mode, content and path of every entry', async () => {
  const tree = await unpackNpm(
    makeTarGz([
      { path: 'p/lib/run.js', content: 'run', mode: 0o755 },
      { path: 'p/link', target: 'lib/run.js', typeflag: '2' },
      { path: 'p/a b.txt', content: '' },
    ]),
  );
  const lines = [
    `file:644:${sha256Hex('')} a b.txt\n`,
    `file:755:${sha256Hex('run')} lib/run.js\n`,
    `symlink:777:${sha256Hex('lib/run.js')} link\n`,
  ];
  expect(treeDigest(tree)).toBe(sha256Hex(lines.join('')));
});

test('a tree digest does not depend on the order of the archive', async () => {
  const one = await unpackNpm(makeTarGz({ a: '1', b: '2' }));
  const two = await unpackNpm(makeTarGz({ b: '2', a: '1' }));
  expect(treeDigest(two)).toBe(treeDigest(one));
});

// From golang.org/x/mod v0.42.0 itself: dirhash.Hash1([]string{"a b", "x/y.txt", "x.txt", "é"}, open), where each file
// holds its own name, and from `sha256sum` in LC_ALL=C order, piped into `sha256sum`.
test('dirHash is Go’s Hash1 in hex, links left out', async () => {
  const files = ['é', 'x/y.txt', 'x.txt', 'a b'].map((name) => ({ path: `p/${name}`, content: name }));
  const tree = await unpackNpm(makeTarGz([...files, { path: 'p/link', target: 'x.txt', typeflag: '2' }]));
  expect(dirHash(tree)).toBe('9008c56daaf9a8145a5dc14c41594af1887f64c04716d627bab9806405701cbd');
});
