import { expect, test } from 'vitest';
import { concatBytes } from '../bytes/compare.ts';
import { fromUtf8, toUtf8 } from '../bytes/text.ts';
import { defaultArchiveLimits } from './limits.ts';
import { type TarEntry, readTar } from './tar.ts';
import { type TarFile, makeTar, paxMember, paxRecord, tarMember } from './testing/tar-writer.ts';

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
const malformed = expect.objectContaining({ code: 'tar-malformed' });
const badExtension = expect.objectContaining({ code: 'tar-extension-malformed' });
const truncated = expect.objectContaining({ code: 'tar-truncated' });
const badType = expect.objectContaining({ code: 'archive-entry-type' });

function longName(name: string, typeflag = 'L'): Uint8Array {
  return tarMember({ path: '././@LongLink', typeflag, content: name });
}

function field(at: number, bytes: number[]): (header: Uint8Array) => void {
  return (header) => header.set(bytes, at);
}

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

test('a global pax header may comment, and neither rename nor resize', () => {
  expect(names(paxMember({ comment: 'f00' }, 'g'), a)).toEqual(['p/a']);
  for (const key of ['path', 'linkpath', 'size']) {
    expect(() => read(paxMember({ [key]: '1' }, 'g'), a)).toThrow(badExtension);
  }
});

test('base-256 sizes are read', () => {
  expect(
    one({ content: 'hello', edit: field(124, [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5]) })?.content,
  ).toHaveLength(5);
  expect(() => one({ edit: field(124, [0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]) })).toThrow(malformed);
  expect(() => one({ edit: field(124, [0xff, ...Array<number>(11).fill(0xff)]) })).toThrow(malformed);
});

test('a number that npm cannot read makes it skip the header: refused in every field', () => {
  for (const at of [100, 108, 116, 124, 136, 329, 337, 476, 488]) {
    expect(() => one({ edit: field(at, [0x81]) }), `field at ${at}`).toThrow(malformed);
    expect(() => one({ edit: field(at, [0x80, 0xff]) }), `field at ${at}`).toThrow(malformed);
  }
  expect(one({ edit: field(136, Array<number>(12).fill(0xff)) })).toBeDefined();
});

test('a size that is no octal number is refused', () => {
  for (const text of [
    '0000000000x\0',
    '           \0',
    '\0\0\0\0\0\0\0\0\0\0\0\0',
    '0000\x00000001\0',
    '-0000000001\0',
  ]) {
    expect(() => one({ edit: (header) => header.set(toUtf8(text), 124) })).toThrow(malformed);
  }
});

test('a wrong checksum is refused where npm would skip the header', () => {
  const altered = tarMember({ path: 'p/a' });
  altered[0] = 0x71;
  expect(() => read(altered)).toThrow(malformed);
});

test('a name with something after its NUL is refused', () => {
  expect(() => one({ path: 'p/a\0b' })).toThrow(malformed);
  expect(() => one({ prefix: 'p\0q' })).toThrow(malformed);
  expect(() => one({ edit: (header) => void (header[475] = 0x61) })).toThrow(malformed);
  expect(() => one({ path: '' })).toThrow(malformed);
});

test('a prefix under another magic is refused, where tools differ on reading it', () => {
  for (const magic of ['ustar  \0', '\0'.repeat(8), 'ustar\0\0\0']) {
    expect(one({ magic })).toBeDefined();
    expect(() => one({ magic, prefix: 'p' })).toThrow(malformed);
  }
  expect(() => one({ magic: 'gnutar00' })).toThrow(malformed);
});

test('devices, sparse files and unknown types are refused', () => {
  for (const typeflag of ['3', '4', '6', '7', 'S', 'D', 'M', 'V', 'A', 'I', 'N', 'X', 'Z']) {
    expect(() => one({ typeflag })).toThrow(badType);
  }
  expect(() => read(paxMember({ 'GNU.sparse.major': '1' }), a)).toThrow(badType);
});

test('content on a folder or link, where npm reads the next header instead, is refused', () => {
  expect(() => one({ path: 'p/d/', content: 'x' })).toThrow(malformed);
  expect(() => one({ typeflag: '5', content: 'x' })).toThrow(malformed);
  expect(() => one({ typeflag: '2', target: 'b', content: 'x' })).toThrow(malformed);
});

test('a target without a link, or a link without a target, is refused', () => {
  expect(() => one({ target: 'b' })).toThrow(malformed);
  expect(() => one({ typeflag: '2' })).toThrow(malformed);
  expect(() => read(paxMember({ linkpath: '../../x' }), a)).toThrow(malformed);
  expect(() => read(longName('../../x\0', 'K'), a)).toThrow(malformed);
  expect(() => read(tarMember({ path: 'L', typeflag: 'L', content: 'p/b', target: 'x' }), a)).toThrow(
    malformed,
  );
});

test('a pax size that is not the size of the header is refused', () => {
  expect(read(paxMember({ size: '1' }), a)[0]?.content).toEqual(toUtf8('A'));
  expect(() => read(paxMember({ size: '513' }), a)).toThrow(malformed);
});

test('pax records that readers take apart differently are refused', () => {
  const pax = (content: string) => read(tarMember({ path: 'x', typeflag: 'x', content }), a);
  expect(names(paxMember({ mtime: '1.5', 'SCHILY.xattr.user': 'a=b' }), a)).toEqual(['p/a']);
  expect(pax('12 path=p/b\n')).toHaveLength(1);
  const lengths = [
    '12 path=p/b',
    '11 path=p/b\n',
    '13 path=p/b\n',
    '013 path=p/b\n',
    '0 path=p/b\n',
    '999 a=b\n',
  ];
  const values = [paxRecord('path', ''), paxRecord('path', 'p/\0b'), paxRecord('comment', 'a\n12 path=p/b')];
  const sizes = [
    paxRecord('size', '01'),
    paxRecord('size', '-1'),
    paxRecord('size', '1e0'),
    paxRecord('size', ''),
  ];
  const keys = ['7 path\n', paxRecord('', 'ab'), paxRecord('k'.repeat(300), ''), 'path=p/b\n'];
  const twice = '12 path=p/b\n12 path=p/c\n';
  for (const content of [...lengths, ...values, ...sizes, ...keys, twice]) {
    expect(() => pax(content)).toThrow(badExtension);
  }
});

test('extended headers that follow each other in more than one way are refused', () => {
  const x = paxMember({ path: 'p/b' });
  const g = paxMember({ comment: 'c' }, 'g');
  expect(() => read(x, x, a)).toThrow(badExtension);
  expect(() => read(x, longName('p/c\0'), a)).toThrow(badExtension);
  expect(() => read(longName('p/c\0'), x, a)).toThrow(badExtension);
  expect(() => read(longName('p/c\0'), longName('p/d\0'), a)).toThrow(badExtension);
  expect(() => read(x, g, a)).toThrow(badExtension);
  expect(() => read(a, x)).toThrow(badExtension);
  expect(() => read(longName('p/c\0d'), a)).toThrow(badExtension);
  expect(() => read(longName('\0'), a)).toThrow(badExtension);
});

test('an extended header so long that npm leaves it out is refused', () => {
  expect(() => read(paxMember({ comment: 'c'.repeat(1024 * 1024), path: 'p/b' }), a)).toThrow(badExtension);
});

test('an archive without its end, or cut in an entry, is refused', () => {
  const whole = makeTar([{ path: 'p/a', content: 'x'.repeat(600) }]);
  for (const length of [0, 100, 512, 600, 1024, 1535, 1536, 2048, 2500]) {
    expect(() => readTar(whole.subarray(0, length), defaultArchiveLimits), `${length}`).toThrow(truncated);
  }
  expect(() => one({ size: 1e9 })).toThrow(truncated);
  expect(() => one({ typeflag: 'x', content: '12 path=p/', size: 12_000 })).toThrow(truncated);
  expect(() => read(a, new Uint8Array(100))).toThrow(truncated);
});

test('anything after the end is refused, but zeros', () => {
  expect(names(a, new Uint8Array(10240))).toEqual(['p/a']);
  const after = expect.objectContaining({ code: 'tar-after-end' });
  expect(() => read(a, end, a)).toThrow(after);
  expect(() => read(a, new Uint8Array(512), a)).toThrow(after);
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
