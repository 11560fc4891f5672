import { deflateRawSync } from 'node:zlib';
import { member, pack, plainFile } from '@countersign/shared/artifact/testing/any-archive.ts';
import { gzipMember, gzipStored } from '@countersign/shared/artifact/testing/gzip-writer.ts';
import { packed, refusedGzips, withHeaderCrc } from '@countersign/shared/artifact/testing/refused-gzips.ts';
import { refusedTars } from '@countersign/shared/artifact/testing/refused-tars.ts';
import { archiveOf, link, refusedTrees } from '@countersign/shared/artifact/testing/refused-trees.ts';
import { makeTar, makeTarGz, paxMember, tarMember } from '@countersign/shared/artifact/testing/tar-writer.ts';
import { concatBytes } from '@countersign/shared/bytes/compare.ts';
import { repeatableNumbers } from '@countersign/shared/diff/testing/sample-texts.ts';
import fc from 'fast-check';
import type { Case } from '../case.ts';

/** Every archive that the unit tests refuse, odd ones that are shown, any ones, and a package of 5 MB with its change. */
export function artifactCases(): Case[] {
  const base = largePackage(1);
  return [
    ...refusedCases(),
    ...Object.entries(oddArchives).map(([name, tgz]) => unpack(name, tgz)),
    ...fc
      .sample(fc.array(member, { minLength: 1, maxLength: 4 }), 200)
      .map((members) => unpack('any', pack(members))),
    ...fc
      .sample(fc.tuple(fc.array(plainFile, { maxLength: 5 }), fc.array(plainFile, { maxLength: 5 })), 40)
      .map(([before, after]): Case => {
        const args = [pack(before.map(tarMember)), pack(after.map(tarMember))];
        return { name: 'any plain packages', verb: 'change', args };
      }),
    unpack('a package of 5 MB', base),
    { name: 'a package of 5 MB', verb: 'change', args: [base, largePackage(2)] },
  ];
}

/** The code that each has to be refused with, by the name of its case. */
export const refusalCodes = new Map<string, string>();

function refusedCases(): Case[] {
  const gzipped = refusedTars.map((row) => ({
    ...row,
    archives: row.archives.filter(({ length }) => length > 0).map(gzipStored),
  }));
  return [...refusedGzips, ...gzipped, ...refusedTrees].flatMap(({ what, code, archives }) => {
    refusalCodes.set(what, code);
    return archives.map((tgz) => unpack(what, tgz));
  });
}

function unpack(name: string, tgz: Uint8Array): Case {
  return { name, verb: 'unpack', args: [tgz] };
}

const sortedByBytes = ['A', 'a-b', 'a/b', 'ab', 'é', '\uff5e', '\u{1f600}'];
const hidden = ['\u200b', '\u202e', '\u2066', '\ufeff', '\u3164', '\ufe0f'];
const targets = ['b', '../b', './../lib/../b', '../../b', '/etc/passwd', 'C:\\x', '..\\..\\b', '\\x'];
const manifests = [
  '{"bin":"./lib/a"}',
  '\ufeff{"bin":{"x":"lib//a"}}',
  '{"bin":',
  'null',
  '{"bin":{"__proto__":"lib/a"}}',
];

const oddArchives: Readonly<Record<string, Uint8Array>> = {
  'names whose order differs in UTF-16': archiveOf(...sortedByBytes.toReversed().map((name) => `p/${name}`)),
  'names of Object': makeTarGz({ constructor: '1', toString: '2', 'hasOwnProperty/x': '3' }),
  'a file twice': archiveOf({ path: 'p/./a', content: 'x' }, { path: 'p/a', content: 'x' }),
  links: archiveOf(...targets.map((target, at) => link(`p/lib/${at}`, target))),
  'hard links': archiveOf(...targets.map((target, at) => ({ path: `p/lib/${at}`, target, typeflag: '1' }))),
  'names that fold into one': archiveOf('p/README', 'p/readme', 'p/Lib/a', 'p/lib', 'p/straße', 'p/STRASSE'),
  'names that normalise into one': archiveOf('p/\u00e9', 'p/e\u0301', 'p/\ufb01', 'p/fi', 'p/İ', 'p/i\u0307'),
  'names that do not show': archiveOf(...hidden.map((character) => `p/a${character}b`)),
  'files that npm renames': archiveOf('p/.gitignore', 'p/lib/.gitignore'),
  'two names': gzipStored(
    concatBytes(paxMember({ path: 'p/é' }), tarMember({ path: 'p/index.js' }), new Uint8Array(1024)),
  ),
  'the longest name': archiveOf(`p/${'n'.repeat(255)}`),
  'zero padding': concatBytes(gzipStored(makeTar([{ path: 'p/a' }])), new Uint8Array(1158)),
  'a gzip member that holds no tar': packed,
  'a header CRC': withHeaderCrc(),
  modes: archiveOf(...[0o644, 0, 0o777, 0o744, 0o645, 0o100600].map((mode) => ({ path: `p/${mode}`, mode }))),
  ...Object.fromEntries(
    manifests.map((manifest) => [
      `a manifest of ${manifest}`,
      makeTarGz({ 'package.json': manifest, 'lib/a': '', 'lib/b': '' }),
    ]),
  ),
};

const drawByte = repeatableNumbers(1);
const noise = Uint8Array.from({ length: 100_000 }, () => drawByte(256));
const letters = noise.map((byte) => (byte < 4 ? 10 : 97 + (byte % 26)));

/** 400 files of 5 MB together, text and noise by turns; the packages of two seeds share four fifths of their files. */
function largePackage(seed: number): Uint8Array {
  const files = Array.from({ length: 400 }, (_, at) => {
    const draw = repeatableNumbers(at % 5 === 0 ? seed * 1000 + at + 1 : at + 1);
    const length = 6000 + draw(13_000);
    const start = draw(noise.length - length);
    const content = (at % 2 === 0 ? noise : letters).subarray(start, start + length);
    return { path: `package/lib/${at % 17}/${at}.js`, content };
  });
  const tar = makeTar(files);
  // Compressed here, so that both sides are given the same bytes.
  return gzipMember(deflateRawSync(tar), tar);
}
