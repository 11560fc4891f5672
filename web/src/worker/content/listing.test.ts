import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gzipStored } from '@countersign/shared/artifact/testing/gzip-writer.ts';
import { makeTar, makeTarGz } from '@countersign/shared/artifact/testing/tar-writer.ts';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { sha256Hex } from '@countersign/shared/digest.ts';
import { listArchive } from './listing.ts';
import { makeZip } from './testing/zip-writer.ts';

const files = [
  { path: 'package/a.js', content: 'run()' },
  { path: 'package/dir/', typeflag: '5' },
  { path: 'package/link', typeflag: '2', target: '../../etc/passwd' },
];
const listed = [
  { path: 'package/a.js', length: 5, sha256: sha256Hex('run()') },
  { path: 'package/link -> ../../etc/passwd', length: 0, sha256: null },
];

test('a tar, gzipped or not, lists its files and where its links go', async () => {
  expect(await listArchive(makeTar(files))).toEqual({ format: 'tar', entries: listed, problem: null });
  expect(await listArchive(makeTarGz(files))).toEqual({ format: 'tgz', entries: listed, problem: null });
});

test('a zip lists its files by its directory, with a comment or without', async () => {
  const zip = [{ path: 'a.js', content: 'run()' }, { path: 'dir/' }, { path: 'dir/é.js' }];
  const entries = [
    { path: 'a.js', length: 5, sha256: null },
    { path: 'dir/é.js', length: 0, sha256: null },
  ];
  expect(await listArchive(makeZip(zip))).toEqual({ format: 'zip', entries, problem: null });
  expect(await listArchive(makeZip(zip, 'a comment'))).toEqual({ format: 'zip', entries, problem: null });
  expect(await listArchive(makeZip([]))).toEqual({ format: 'zip', entries: [], problem: null });
});

const one = [{ path: 'a.js', content: 'run()' }];
test.each([
  ['cut short', makeZip(one).subarray(0, -1), /cut short/],
  ['followed by more', Uint8Array.from([...makeZip(one), 0]), /followed by/],
  ['with another name in its local header', makeZip([{ path: 'a.js', localPath: 'b.js' }]), /another name/],
  ['with a second end in its comment', makeZip(one, `PK\u0005\u0006${'\0'.repeat(18)}`), /two ways/],
  [
    'that counts more files',
    makeZip(one, '', (end) => [8, 10].forEach((at) => end.setUint16(at, 2, true))),
    /breaks off/,
  ],
  [
    'that counts fewer',
    makeZip(one, '', (end) => [8, 10].forEach((at) => end.setUint16(at, 0, true))),
    /more than/,
  ],
  [
    'whose directory lies elsewhere',
    makeZip(one, '', (end) => end.setUint32(16, 0, true)),
    /where it should/,
  ],
  ['of several parts', makeZip(one, '', (end) => end.setUint16(4, 1, true)), /several/],
  ['in the Zip64 format', makeZip(one, '', (end) => end.setUint32(16, 0xffffffff, true)), /Zip64/],
])('a zip %s has a problem', async (_what, bytes, problem) => {
  expect((await listArchive(bytes))?.problem).toMatch(problem);
});

test('a broken tar or gzip has a problem', async () => {
  const tar = makeTar(files);
  expect(await listArchive(tar.subarray(0, -512))).toMatchObject({
    format: 'tar',
    entries: [],
    problem: /ends too early/,
  });
  const tgz = makeTarGz(files);
  expect((await listArchive(tgz.subarray(0, -1)))?.problem).toMatch(/cannot be read/);
});

test('a gzip of something else, and anything else, is no archive', async () => {
  expect(await listArchive(gzipStored(toUtf8('text')))).toBe(null);
  expect(await listArchive(toUtf8('text'))).toBe(null);
  expect(await listArchive(new Uint8Array(0))).toBe(null);
});

test('more files than anybody reads are counted', async () => {
  const many = makeZip(Array.from({ length: 10_001 }, (_, i) => ({ path: `${i}` })));
  const listing = await listArchive(many);
  expect(listing?.entries).toHaveLength(10_000);
  expect(listing?.problem).toMatch(/first 10000 of 10001/);
});

test('no bytes make it fail', async () => {
  const starts = [makeZip(one), makeTar(files), makeTarGz(files)];
  const edits = fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...starts), edits, fc.nat(3), async (start, edits, cut) => {
      const bytes = start.slice(0, start.length - cut);
      for (const [at, byte] of edits) bytes[at % bytes.length] = byte;
      const listing = await listArchive(bytes);
      expect(listing === null || Array.isArray(listing.entries)).toBe(true);
    }),
  );
});
