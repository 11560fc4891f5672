import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Hex } from '../digest.ts';
import { changeBetween, changeDigest, changeLines } from './change.ts';
import { type TarFile, makeTarGz } from './testing/tar-writer.ts';
import { type Tree, entryText } from './tree.ts';
import { unpackNpm } from './unpack.ts';

async function tree(files: Record<string, string> | TarFile[]): Promise<Tree> {
  return unpackNpm(makeTarGz(files));
}

test('added, modified and deleted entries stand in path order, equal ones do not', async () => {
  const base = await tree({ same: '=', 'lib/old.js': 'o', 'lib/x.js': '1' });
  const target = await tree({ same: '=', 'lib/x.js': '2', 'a.js': 'a', 'lib.js': 'b' });
  const file = (content: string) => `file:644:${sha256Hex(content)}`;
  expect(changeLines(changeBetween(base, target))).toBe(
    [
      `A - ${file('a')} a.js\n`,
      `A - ${file('b')} lib.js\n`,
      `D ${file('o')} - lib/old.js\n`,
      `M ${file('1')} ${file('2')} lib/x.js\n`,
    ].join(''),
  );
});

test('a new mode alone, and a file that becomes a link, are modifications', async () => {
  const base = await tree([{ path: 'p/a', content: 'b' }, { path: 'p/run' }]);
  const target = await tree([
    { path: 'p/a', target: 'b', typeflag: '2' },
    { path: 'p/run', mode: 0o755 },
  ]);
  const digest = sha256Hex('b');
  expect(changeLines(changeBetween(base, target))).toBe(
    `M file:644:${digest} symlink:777:${digest} a\nM file:644:${sha256Hex('')} file:755:${sha256Hex('')} run\n`,
  );
});

test('paths that are names of Object are paths like others', async () => {
  const names = { __proto__x: '', constructor: '1', toString: '2', 'hasOwnProperty/x': '3' };
  const base = await tree({ z: '' });
  const change = changeBetween(base, await tree(names));
  expect(change.entries.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'A __proto__x',
    'A constructor',
    'A hasOwnProperty/x',
    'A toString',
    'D z',
  ]);
});

test('the digest covers the lines, and that of no change those of none', async () => {
  const base = await tree({ a: '1' });
  const target = await tree({ a: '2' });
  expect(changeDigest(changeBetween(base, target))).toBe(sha256Hex(changeLines(changeBetween(base, target))));
  expect(changeDigest(changeBetween(base, base))).toBe(sha256Hex(''));
  expect(changeDigest(changeBetween(target, base))).not.toBe(changeDigest(changeBetween(base, target)));
});

test('a change applied to its base gives its target', async () => {
  const name = fc.constantFrom('a', 'b', 'c/d', 'c/e', 'f');
  const files = fc.dictionary(name, fc.constantFrom('1', '2', '3'), { minKeys: 1 });
  const applies = async (from: Record<string, string>, to: Record<string, string>) => {
    const [base, target] = [await tree(from), await tree(to)];
    const entries = new Map(base.entries.map((entry) => [entry.path, entryText(entry)]));
    for (const entry of changeBetween(base, target).entries) {
      const before = entry.kind === 'A' ? undefined : entryText(entry.base);
      expect(entries.get(entry.path)).toBe(before);
      if (entry.kind === 'D') entries.delete(entry.path);
      else entries.set(entry.path, entryText(entry.target));
    }
    expect(entries).toEqual(new Map(target.entries.map((entry) => [entry.path, entryText(entry)])));
  };
  await fc.assert(fc.asyncProperty(files, files, applies));
});
