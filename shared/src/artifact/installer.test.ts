import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import pacote from 'pacote';
import { expect, onTestFinished, test } from 'vitest';
import { sha256Hex } from '../digest.ts';
import { isCoded } from '../errors.ts';
import { member, pack, plainFile } from './testing/any-archive.ts';
import { type TarFile, tarMember } from './testing/tar-writer.ts';
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
