import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import pacote from 'pacote';
import { expect, onTestFinished, test } from 'vitest';
import { sha256Hex } from '../digest.ts';
import { isCoded } from '../errors.ts';
import { concatBytes } from '../bytes/compare.ts';
import { toUtf8 } from '../bytes/text.ts';
import { gzipStored } from './testing/gzip-writer.ts';
import { type TarFile, paxMember, tarMember } from './testing/tar-writer.ts';
import { unpackNpm } from './unpack.ts';

const installer = pacote as unknown as { extract(spec: string, target: string): Promise<unknown> };

/** What npm's installer leaves in a folder: `755:<sha256> path`, or null when it fails. */
async function installed(folder: string, tgz: Uint8Array): Promise<string[] | null> {
  const target = join(folder, 'out');
  await rm(target, { recursive: true, force: true });
  await writeFile(join(folder, 'a.tgz'), tgz);
  try {
    await installer.extract(`file:${join(folder, 'a.tgz')}`, target);
  } catch {
    return null;
  }
  const found = await readdir(target, { recursive: true, withFileTypes: true });
  const lines = found
    .filter((each) => !each.isDirectory())
    .map(async (each) => {
      const path = join(each.parentPath, each.name);
      const mode = (await stat(path)).mode & 0o111 ? '755' : '644';
      return `${mode}:${sha256Hex(await readFile(path))} ${relative(target, path)}`;
    });
  return (await Promise.all(lines)).sort();
}

async function shown(tgz: Uint8Array): Promise<string[] | null> {
  try {
    const { entries } = await unpackNpm(tgz);
    const files = entries.filter(({ type }) => type === 'file');
    return files.map(({ mode, sha256, path }) => `${mode.toString(8)}:${sha256} ${path}`).sort();
  } catch (error) {
    if (isCoded(error)) return null;
    throw error;
  }
}

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-unpack-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const component = fc.constantFrom('a', 'b', 'lib', 'é', 'x'.repeat(60), '.', 'index.js', '.npmignore');
const path = fc
  .array(component, { minLength: 1, maxLength: 4 })
  .map((components) => ['package', ...components].join('/'));
const smuggled = tarMember({ path: 'package/smuggled.js', content: 'smuggled' });
const content = fc.oneof(fc.string({ maxLength: 20 }).map(toUtf8), fc.constant(smuggled));
const mode = fc.constantFrom(0o644, 0o755, 0o600, 0o100755, 0o444);

const plainFile: fc.Arbitrary<TarFile> = fc.record({ path, content, mode });

/** An extended header of any kind before an entry, and one byte changed in an entry's header. */
const extension = fc.oneof(
  fc
    .dictionary(
      fc.constantFrom('path', 'size', 'linkpath', 'comment', 'mtime', 'mode', 'uid'),
      fc.oneof(path, fc.constantFrom('0', '1', '8', '512', '1536', '-1', '')),
      { minKeys: 1, maxKeys: 3 },
    )
    .map((records) => paxMember(records)),
  path.map((name) => tarMember({ path: '././@LongLink', typeflag: 'L', content: `${name}\0` })),
  path.map((name) => tarMember({ path: '././@LongLink', typeflag: 'K', content: `${name}\0` })),
  fc
    .dictionary(fc.constantFrom('comment', 'path', 'size'), fc.constantFrom('8', 'package/g'))
    .map((records) => paxMember(records, 'g')),
);
const oddFile: fc.Arbitrary<TarFile> = fc.record(
  {
    path: fc.oneof(
      path,
      path.map((name) => `${name}/`),
    ),
    content: fc.oneof(content, fc.constant('')),
    typeflag: fc.constantFrom('0', '\0', '1', '2', '5', '7', 'S', 'D', 'V'),
    target: fc.constantFrom('', 'a', '../../a'),
    magic: fc.constantFrom('ustar\u000000', 'ustar  \0', '\0\0\0\0\0\0\0\0', 'ustar\0\0\0'),
    prefix: fc.constantFrom('', 'package', 'x'.repeat(140)),
    edit: fc.tuple(fc.nat(511), fc.constantFrom(0, 0x20, 0x2f, 0x31, 0x80, 0xff)).map(
      ([at, byte]) =>
        (header: Uint8Array) =>
          void (header[at] = byte),
    ),
  },
  { requiredKeys: ['path', 'content'] },
);
const member = fc.oneof(
  { weight: 3, arbitrary: plainFile.map(tarMember) },
  { weight: 2, arbitrary: oddFile.map(tarMember) },
  { weight: 1, arbitrary: extension },
  { weight: 1, arbitrary: fc.constant(new Uint8Array(512)) },
);

/** pacote wants a manifest to be there. */
const manifest = tarMember({
  path: 'package/package.json',
  content: '{"name":"p","version":"1.0.0","bin":"./lib/a"}',
});

function pack(members: readonly Uint8Array[]): Uint8Array {
  return gzipStored(concatBytes(manifest, ...members, new Uint8Array(1024)));
}

const runs = Number(process.env['FUZZ_RUNS'] ?? 40);

test('an ordinary package is shown as npm installs it, to the mode', async () => {
  const folder = await scratch();
  const files = fc.uniqueArray(plainFile, { minLength: 1, maxLength: 6, selector: (file) => file.path });
  const agree = async (members: TarFile[]) => {
    const tgz = pack(members.map(tarMember));
    const seen = await shown(tgz);
    fc.pre(seen !== null);
    expect(seen).toEqual(await installed(folder, tgz));
  };
  await fc.assert(fc.asyncProperty(files, agree), { numRuns: runs });
});

test('whatever archive is shown, npm installs just that', async () => {
  const folder = await scratch();
  const agree = async (members: Uint8Array[]) => {
    const tgz = pack(members);
    const seen = await shown(tgz);
    fc.pre(seen !== null);
    const real = await installed(folder, tgz);
    fc.pre(real !== null);
    expect(seen).toEqual(real);
  };
  const archive = fc.array(member, { minLength: 1, maxLength: 4 });
  await fc.assert(fc.asyncProperty(archive, agree), { numRuns: runs, maxSkipsPerRun: 1000 });
});
