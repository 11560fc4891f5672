import { concatBytes } from '../../bytes/compare.ts';
import { toUtf8 } from '../../bytes/text.ts';
import type { ErrorCode } from '../../errors.ts';
import type { Refused } from './refused.ts';
import { type TarFile, makeTar, paxMember, paxRecord, tarMember } from './tar-writer.ts';

const end = new Uint8Array(1024);
const a = tarMember({ path: 'p/a', content: 'A' });

function refused(what: string, code: ErrorCode, ...archives: Uint8Array[][]): Refused {
  return { what, code, archives: archives.map((members) => concatBytes(...members, end)) };
}

/** One member each, named `p/a` unless it says otherwise. */
function refusedMembers(what: string, code: ErrorCode, ...files: Partial<TarFile>[]): Refused {
  return refused(what, code, ...files.map((file) => [tarMember({ path: 'p/a', ...file })]));
}

/** A GNU header with the name of the member that follows. */
export function longName(name: string, typeflag = 'L'): Uint8Array {
  return tarMember({ path: '././@LongLink', typeflag, content: name });
}

/** Overwrites a field of a header. */
export function field(at: number, bytes: readonly number[] | Uint8Array): Pick<TarFile, 'edit'> {
  return { edit: (header) => header.set(bytes, at) };
}

const numberFields = [100, 108, 116, 124, 136, 329, 337, 476, 488];
const wrongChecksum = tarMember({ path: 'p/a' });
wrongChecksum[0] = 0x71;
const renamed = paxMember({ path: 'p/b' });

const headers: readonly Refused[] = [
  refusedMembers(
    'a base-256 size beyond what a number holds, or below zero',
    'tar-malformed',
    field(124, [0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    field(124, Array<number>(12).fill(0xff)),
  ),
  refusedMembers(
    'a number in any field that makes npm skip the header',
    'tar-malformed',
    ...numberFields.flatMap((at) => [field(at, [0x81]), field(at, [0x80, 0xff])]),
  ),
  refusedMembers(
    'a size that is no octal number',
    'tar-malformed',
    ...['0000000000x\0', '           \0', '\0'.repeat(12), '0000\x00000001\0', '-0000000001\0'].map((text) =>
      field(124, toUtf8(text)),
    ),
  ),
  refused('a wrong checksum, where npm would skip the header', 'tar-malformed', [wrongChecksum]),
  refusedMembers(
    'a name with something after its NUL, and no name',
    'tar-malformed',
    { path: 'p/a\0b' },
    { prefix: 'p\0q' },
    field(475, [0x61]),
    { path: '' },
  ),
  refusedMembers(
    'an unknown magic, and a prefix under any but ustar’s, where tools differ on reading it',
    'tar-malformed',
    ...['ustar  \0', '\0'.repeat(8), 'ustar\0\0\0'].map((magic) => ({ magic, prefix: 'p' })),
    { magic: 'gnutar00' },
  ),
  refusedMembers(
    'a device or an unknown type',
    'archive-entry-type',
    ...Array.from('3467SDMVAINXZ', (typeflag) => ({ typeflag })),
  ),
  refused('a sparse file', 'archive-entry-type', [paxMember({ 'GNU.sparse.major': '1' }), a]),
  refusedMembers(
    'content on a folder or link, where npm reads the next header instead',
    'tar-malformed',
    { path: 'p/d/', content: 'x' },
    { typeflag: '5', content: 'x' },
    { typeflag: '2', target: 'b', content: 'x' },
  ),
  refused(
    'a target without a link, or a link without a target',
    'tar-malformed',
    [tarMember({ path: 'p/a', target: 'b' })],
    [tarMember({ path: 'p/a', typeflag: '2' })],
    [paxMember({ linkpath: '../../x' }), a],
    [longName('../../x\0', 'K'), a],
    [tarMember({ path: 'L', typeflag: 'L', content: 'p/b', target: 'x' }), a],
  ),
];

const extensions: readonly Refused[] = [
  refused(
    'a global pax header that renames or resizes',
    'tar-extension-malformed',
    ...['path', 'linkpath', 'size'].map((key) => [paxMember({ [key]: '1' }, 'g'), a]),
  ),
  refused('a pax size that is not the size of the header', 'tar-malformed', [paxMember({ size: '513' }), a]),
  refused(
    'pax records that readers take apart differently',
    'tar-extension-malformed',
    ...[
      '12 path=p/b',
      '11 path=p/b\n',
      '13 path=p/b\n',
      '013 path=p/b\n',
      '0 path=p/b\n',
      '999 a=b\n',
      '7 path\n',
      'path=p/b\n',
      '12 path=p/b\n12 path=p/c\n',
      paxRecord('', 'ab'),
      paxRecord('k'.repeat(300), ''),
      paxRecord('path', ''),
      paxRecord('path', 'p/\0b'),
      paxRecord('comment', 'a\n12 path=p/b'),
      ...['01', '-1', '1e0', ''].map((size) => paxRecord('size', size)),
    ].map((content) => [tarMember({ path: 'x', typeflag: 'x', content }), a]),
  ),
  refused(
    'extended headers that follow each other in more than one way, or nothing',
    'tar-extension-malformed',
    [renamed, renamed, a],
    [renamed, longName('p/c\0'), a],
    [longName('p/c\0'), renamed, a],
    [longName('p/c\0'), longName('p/d\0'), a],
    [renamed, paxMember({ comment: 'c' }, 'g'), a],
    [a, renamed],
    [longName('p/c\0d'), a],
    [longName('\0'), a],
  ),
  refused('an extended header so long that npm leaves it out', 'tar-extension-malformed', [
    paxMember({ comment: 'c'.repeat(1024 * 1024), path: 'p/b' }),
    a,
  ]),
];

const whole = makeTar([{ path: 'p/a', content: 'x'.repeat(600) }]);

const ends: readonly Refused[] = [
  {
    what: 'an archive without its end',
    code: 'tar-truncated',
    archives: [0, 100, 512, 600, 1024, 1535, 1536, 2048, 2500].map((length) => whole.subarray(0, length)),
  },
  refused(
    'an archive cut in an entry',
    'tar-truncated',
    [tarMember({ path: 'p/a', size: 1e9 })],
    [tarMember({ path: 'p/a', typeflag: 'x', content: '12 path=p/', size: 12_000 })],
    [a, new Uint8Array(100)],
  ),
  refused('anything after the end but zeros', 'tar-after-end', [a, end, a], [a, new Uint8Array(512), a]),
];

/** Tars, not gzipped, that tools read in more than one way, or not at all. */
export const refusedTars: readonly Refused[] = [...headers, ...extensions, ...ends];
