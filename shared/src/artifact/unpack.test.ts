import { expect, test } from 'vitest';
import { concatBytes } from '../bytes/compare.ts';
import { fromUtf8, toUtf8 } from '../bytes/text.ts';
import { sha256Hex } from '../digest.ts';
import { defaultArchiveLimits } from './limits.ts';
import { gzipStored } from './testing/gzip-writer.ts';
import { archiveOf, link, refusedTrees } from './testing/refused-trees.ts';
import { type TarFile, makeTarGz, paxMember, tarMember } from './testing/tar-writer.ts';
import { unpackNpm } from './unpack.ts';

async function paths(...members: (string | TarFile)[]): Promise<string[]> {
  return (await unpackNpm(archiveOf(...members))).entries.map((entry) => entry.path);
}

async function findings(...files: TarFile[]): Promise<unknown[]> {
  return [...(await unpackNpm(makeTarGz(files))).findings];
}

test('the top folder is taken off, whatever it is called, and folders are no entries', async () => {
  const folder = { path: 'node/lib/', typeflag: '5' };
  expect(await paths({ path: 'node/', typeflag: '5' }, folder, 'node/lib/b.js', 'node/a.js')).toEqual([
    'a.js',
    'lib/b.js',
  ]);
});

test('entries are sorted by path bytes, not by UTF-16', async () => {
  const sorted = ['A', 'a-b', 'a/b', 'ab', 'é', '\uff5e', '\u{1f600}'];
  expect(await paths(...sorted.toReversed().map((name) => `p/${name}`))).toEqual(sorted);
});

test('a file has its content, its digest and its mode', async () => {
  const { entries } = await unpackNpm(makeTarGz([{ path: 'p/a', content: 'hello' }]));
  expect(entries).toEqual([
    { path: 'a', type: 'file', mode: 0o644, sha256: sha256Hex('hello'), content: toUtf8('hello') },
  ]);
});

test('a mode is 755 when anybody may execute the file, else 644', async () => {
  const cases = [
    [0o644, 0o644],
    [0, 0o644],
    [0o777, 0o755],
    [0o744, 0o755],
    [0o645, 0o755],
    [0o100600, 0o644],
  ] as const;
  for (const [mode, shown] of cases) {
    const { entries } = await unpackNpm(makeTarGz([{ path: 'p/a', mode }]));
    expect([mode, entries[0]?.mode]).toEqual([mode, shown]);
  }
});

test('what package.json names as bin is executable', async () => {
  const modes = async (manifest: string) => {
    const { entries } = await unpackNpm(
      makeTarGz({ 'package.json': manifest, 'bin/run.js': '', 'lib/a.js': '' }),
    );
    return entries.filter((entry) => entry.mode === 0o755).map((entry) => entry.path);
  };
  expect(await modes('{"bin":"./bin/run.js"}')).toEqual(['bin/run.js']);
  expect(await modes('\uFEFF{"bin":{"a":"bin//run.js","b":"lib/a.js"}}')).toEqual(['bin/run.js', 'lib/a.js']);
  for (const manifest of [
    '',
    'null',
    '[]',
    '{"bin":null}',
    '{"bin":7}',
    '{"bin":{"a":[]}}',
    '{"bin":',
    '"bin"',
  ]) {
    expect([manifest, ...(await modes(manifest))]).toEqual([manifest]);
  }
});

test.each(refusedTrees)('$what: refused as $code', async ({ code, archives }) => {
  for (const [at, archive] of archives.entries()) {
    await expect(unpackNpm(archive), `number ${at}`).rejects.toMatchObject({ code });
  }
});

test('a file that is there twice, and is the same, is there once', async () => {
  expect(await paths({ path: 'p/./dist/i.js', content: 'x' }, { path: 'p/dist/i.js', content: 'x' })).toEqual(
    ['dist/i.js'],
  );
});

test('the longest name of a file is taken', async () => {
  expect(await paths(`p/${'n'.repeat(255)}`)).toHaveLength(1);
});

test('links are shown with their target, never followed, and told', async () => {
  const { entries } = await unpackNpm(makeTarGz([link('p/lib/a', '../b')]));
  expect(entries).toMatchObject([{ path: 'lib/a', type: 'symlink', mode: 0o777, sha256: sha256Hex('../b') }]);
  expect(fromUtf8(entries[0]?.content ?? new Uint8Array(0))).toBe('../b');
  for (const target of ['b', '../b', './../lib/../b']) {
    expect(await findings(link('p/lib/a', target))).toEqual([{ code: 'link', path: 'lib/a', other: target }]);
  }
  for (const target of ['../../b', '/etc/passwd', 'x/../../../lib', 'C:\\x', '..\\..\\b', '\\x']) {
    expect(await findings(link('p/lib/a', target))).toMatchObject([{ code: 'link-outside' }]);
  }
});

test('hard links are shown and told', async () => {
  const hard = (target: string): TarFile => ({ path: 'p/a', target, typeflag: '1' });
  const { entries } = await unpackNpm(makeTarGz([hard('p/b')]));
  expect(entries).toMatchObject([{ path: 'a', type: 'hardlink', sha256: sha256Hex('p/b') }]);
  expect(await findings(hard('p/b'))).toMatchObject([{ code: 'link' }]);
  expect(await findings(hard('/etc/passwd'))).toMatchObject([{ code: 'link-outside' }]);
  expect(await findings(hard('p/../../x'))).toMatchObject([{ code: 'link-outside' }]);
  expect(await findings({ ...hard('../x'), path: 'p/lib/a' })).toMatchObject([{ code: 'link-outside' }]);
});

test('names that fold into one are told, folders against files too', async () => {
  expect(await findings({ path: 'p/README' }, { path: 'p/readme' })).toEqual([
    { code: 'case-twin', path: 'readme', other: 'README' },
  ]);
  expect(await findings({ path: 'p/Lib/a' }, { path: 'p/lib' })).toMatchObject([{ code: 'case-twin' }]);
  expect(await findings({ path: 'p/\u00e9' }, { path: 'p/e\u0301' })).toMatchObject([
    { code: 'unicode-twin' },
  ]);
  expect(await findings({ path: 'p/Lib/a' }, { path: 'p/lib/b' })).toEqual([]);
});

test('what npm renames or may misread, and what does not show, is told', async () => {
  expect(await findings({ path: 'p/lib/.gitignore' })).toEqual([
    { code: 'gitignore-renamed', path: 'lib/.gitignore' },
  ]);
  for (const hidden of ['\u200b', '\u202e', '\u2066', '\ufeff', '\u3164', '\ufe0f']) {
    expect(await findings({ path: `p/a${hidden}b` })).toMatchObject([{ code: 'invisible-name' }]);
  }
  const twoNames = concatBytes(
    paxMember({ path: 'p/é' }),
    tarMember({ path: 'p/index.js' }),
    new Uint8Array(1024),
  );
  expect((await unpackNpm(gzipStored(twoNames))).findings).toEqual([{ code: 'two-names', path: 'é' }]);
});

test('folders that paths imply count as entries', async () => {
  const deep = makeTarGz([{ path: `p/${'d/'.repeat(20)}f` }]);
  const limits = { ...defaultArchiveLimits, maxEntries: 20 };
  await expect(unpackNpm(deep, limits)).rejects.toMatchObject({ code: 'archive-too-many-entries' });
  expect((await unpackNpm(deep, { ...limits, maxEntries: 21 })).entries).toHaveLength(1);
});
