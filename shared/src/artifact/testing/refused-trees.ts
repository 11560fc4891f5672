import { concatBytes } from '../../bytes/compare.ts';
import { toUtf8 } from '../../bytes/text.ts';
import type { ErrorCode } from '../../errors.ts';
import type { Refused } from './refused.ts';
import { type TarFile, makeTarGz } from './tar-writer.ts';

export const link = (path: string, target: string): TarFile => ({ path, target, typeflag: '2' });
const folder = (path: string): TarFile => ({ path, typeflag: '5' });

/** A member that is only a path holds its path. */
export function archiveOf(...members: readonly (string | TarFile)[]): Uint8Array {
  return makeTarGz(
    members.map((member) => (typeof member === 'string' ? { path: member, content: member } : member)),
  );
}

function refused(what: string, code: ErrorCode, ...archives: (string | TarFile)[][]): Refused {
  return { what, code, archives: archives.map((members) => archiveOf(...members)) };
}

function refusedPaths(what: string, code: ErrorCode, paths: readonly (string | Uint8Array)[]): Refused {
  return refused(what, code, ...paths.map((path) => [{ path }]));
}

const controls = ['\n', '\r', '\t', '\x1b', '\x7f', '\x85', '\x9b', '\u2028', '\u2029'];
const notUtf8 = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x82], [0xf4, 0x90, 0x80, 0x80]];

/** Gzipped tars that are sound as such, and still no tree. */
export const refusedTrees: readonly Refused[] = [
  refused(
    'a set-user-id or set-group-id file',
    'archive-mode',
    [{ path: 'p/a', mode: 0o4755 }],
    [{ path: 'p/a', mode: 0o2755 }],
  ),
  refused('more than one top folder', 'archive-top-folder', ['p/a', 'q/b'], ['p/a', folder('q/')]),
  refused(
    'a file or link beside the top folder, or in its place',
    'archive-top-folder',
    ['a'],
    ['p/a', 'p'],
    [link('p', '/etc'), 'p/a'],
  ),
  refused('an archive without a file', 'archive-empty', [], [folder('p/')]),
  refused(
    'a second entry for one path, unless it is the same file',
    'archive-duplicate-path',
    [
      { path: 'p/a', content: '1' },
      { path: 'p/a', content: '2' },
    ],
    [
      { path: 'p/a', content: '1' },
      { path: 'p/./a', content: '2' },
    ],
    [{ path: 'p/a', mode: 0o755 }, { path: 'p/a' }],
    [{ path: 'p/a' }, link('p/a', 'b')],
    [link('p/a', 'b'), link('p/a', 'b')],
  ),
  refused(
    'a file or link that is a folder too, in any order',
    'archive-duplicate-path',
    ['p/a', 'p/a/b'],
    ['p/a/b', 'p/a'],
    ['p/a/b/c/d', 'p/a/b'],
    ['p/a', folder('p/a/')],
    [folder('p/a/'), 'p/a'],
    [link('p/lib', '/etc'), 'p/lib/passwd'],
  ),
  refusedPaths('a path out of the package', 'archive-path-dots', [
    'p/../x',
    'p/a/../../x',
    '../p/x',
    'p/..',
    'p/a/..',
    './p/x',
    'p/.',
  ]),
  refusedPaths('a path from the root or on a drive', 'archive-path-absolute', [
    '/p/x',
    '//p/x',
    'C:/p/x',
    'p/c:/x',
    'p/./c:x',
    '/',
  ]),
  refusedPaths('an empty component or a backslash in a path', 'archive-path-malformed', [
    'p//x',
    'p\\x',
    'p/..\\x',
    'p/a//',
  ]),
  refusedPaths(
    'a control character or newline in a name',
    'archive-path-control',
    controls.map((character) => `p/a${character}b`),
  ),
  refused(
    'a control character or newline in a target',
    'archive-path-control',
    ...controls.map((character) => [link('p/a', `b${character}`)]),
  ),
  refusedPaths(
    'a name that is not UTF-8',
    'archive-path-not-utf8',
    notUtf8.map((bytes) => concatBytes(toUtf8('p/'), new Uint8Array(bytes))),
  ),
  refusedPaths('a name longer than a file system takes', 'archive-path-too-long', [
    `p/${'n'.repeat(256)}`,
    `p/${'é'.repeat(128)}`,
    `p/${'d/'.repeat(600)}f`,
  ]),
];
