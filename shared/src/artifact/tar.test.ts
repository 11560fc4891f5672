import { expect, test } from 'vitest';
import { concatBytes } from '../bytes/compare.ts';
import { fromUtf8, toUtf8 } from '../bytes/text.ts';
import { defaultArchiveLimits } from './limits.ts';
import { type TarEntry, readTar } from './tar.ts';
import { field, longName, refusedTars } from './testing/refused-tars.ts';
import { type TarFile, makeTar, paxMember, tarMember } from './testing/tar-writer.ts';

const end = new Uint8Array(1024);

function read(...members: Uint8Array[]): TarEntry[] {
  return readTar(concatBytes(...members, end), defaultArchiveLimits);
}

function one(file: Partial<TarFile>): TarEntry | undefined {
  return read(tarMember({ path: 'p/a', ...file }))[0];
}

function names(...members: Uint8Array[]): string[] {
  return read(...members).map((entry) => fromUtf8(entry.path));
}

const a = tarMember({ path: 'p/a', content: 'A' });

test('files, folders and links are read with mode, content and target', () => {
  expect(one({ content: 'hello', mode: 0o755 })).toMatchObject({
    type: 'file',
    mode: 0o755,
    content: toUtf8('hello'),
  });
  expect(one({ path: 'p/d/', typeflag: '5' })).toMatchObject({ type: 'folder' });
  expect(one({ path: 'p/d/' })).toMatchObject({ type: 'folder' });
  expect(one({ typeflag: '\0' })).toMatchObject({ type: 'file' });
  expect(one({ typeflag: '2', target: '../b' })).toMatchObject({ type: 'symlink', target: toUtf8('../b') });
  expect(one({ typeflag: '1', target: 'p/b' })).toMatchObject({ type: 'hardlink', target: toUtf8('p/b') });
});

test('contents are views of the archive', () => {
  const archive = makeTar([{ path: 'p/a', content: 'hello' }]);
  expect(readTar(archive, defaultArchiveLimits)[0]?.content.buffer).toBe(archive.buffer);
});

test('long names come from the prefix, pax and GNU headers', () => {
  expect(names(tarMember({ path: 'a', prefix: 'p/q' }))).toEqual(['p/q/a']);
  expect(names(tarMember({ path: 'a', prefix: 'x'.repeat(155) }))).toEqual([`${'x'.repeat(155)}/a`]);
  expect(names(paxMember({ path: 'p/long' }), a)).toEqual(['p/long']);
  expect(names(longName('p/long\0'), a, a)).toEqual(['p/long', 'p/a']);
  expect(names(tarMember({ path: `p/${'n'.repeat(200)}` }))).toEqual([`p/${'n'.repeat(200)}`]);
  const link = tarMember({ path: 'p/l', typeflag: '2', target: 'short' });
  expect(read(paxMember({ linkpath: 'p/far' }), link)[0]?.target).toEqual(toUtf8('p/far'));
  expect(read(longName('p/far\0', 'K'), longName('p/l2'), link)[0]?.target).toEqual(toUtf8('p/far'));
});

test.each(refusedTars)('$what: refused as $code', ({ code, archives }) => {
  for (const [at, archive] of archives.entries()) {
    const refusal = expect.objectContaining({ code });
    expect(() => readTar(archive, defaultArchiveLimits), `number ${at}`).toThrow(refusal);
  }
});

test('a global pax header may comment', () => {
  expect(names(paxMember({ comment: 'f00' }, 'g'), a)).toEqual(['p/a']);
});

test('base-256 numbers are read', () => {
  const five = field(124, [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5]);
  expect(one({ content: 'hello', ...five })?.content).toHaveLength(5);
  expect(one(field(136, Array<number>(12).fill(0xff)))).toBeDefined();
});

test('the magic of older tars is read', () => {
  for (const magic of ['ustar  \0', '\0'.repeat(8), 'ustar\0\0\0']) expect(one({ magic })).toBeDefined();
});

test('pax records that do not matter, and a size that says the same, are read', () => {
  expect(names(paxMember({ mtime: '1.5', 'SCHILY.xattr.user': 'a=b' }), a)).toEqual(['p/a']);
  expect(names(tarMember({ path: 'x', typeflag: 'x', content: '12 path=p/b\n' }), a)).toEqual(['p/b']);
  expect(read(paxMember({ size: '1' }), a)[0]?.content).toEqual(toUtf8('A'));
});

test('zeros after the end are skipped', () => {
  expect(names(a, new Uint8Array(10240))).toEqual(['p/a']);
});

test('too many entries are refused', () => {
  expect(() => readTar(concatBytes(a, a, a, end), { ...defaultArchiveLimits, maxEntries: 2 })).toThrow(
    expect.objectContaining({ code: 'archive-too-many-entries' }),
  );
});

test('a second, plain name beside one that npm may misread is told', () => {
  const index = tarMember({ path: 'p/index.js' });
  expect(read(paxMember({ path: 'p/é' }), index)[0]?.twoNames).toBe(true);
  expect(read(paxMember({ path: 'p/e' }), index)[0]?.twoNames).toBe(false);
  expect(read(paxMember({ path: 'p/é' }), tarMember({ path: 'p/é' }))[0]?.twoNames).toBe(false);
});
