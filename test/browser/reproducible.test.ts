import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { readPages } from '@countersign/server/pages/built-pages.ts';

// Anybody who builds the sources of a node gets the pages that it serves, to the byte: /pages.sha256 can be compared.

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = ['package.json', 'tsconfig.base.json', 'scripts/build-web.ts', 'shared', 'web'];
const skipped = /\/(dist|\.types|node_modules)$|\.test\.tsx?$/;

/** A copy of what the pages are built from. Our own packages are those of the copy, all others are linked. */
async function copyTo(folder: string): Promise<void> {
  await mkdir(join(folder, 'node_modules', '@countersign'), { recursive: true });
  for (const path of sources) {
    await cp(join(root, path), join(folder, path), {
      recursive: true,
      filter: (source) => !skipped.test(source),
    });
  }
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name === '@countersign') continue;
    await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  await symlink(join(folder, 'shared'), join(folder, 'node_modules', '@countersign', 'shared'));
}

async function build(folder: string, env: Record<string, string>) {
  await copyTo(folder);
  const { NODE_ENV: _testing, VITEST: _vitest, ...rest } = process.env;
  await promisify(execFile)(process.execPath, [join(folder, 'scripts/build-web.ts')], {
    cwd: folder,
    env: { ...rest, ...env },
  });
  return readPages(join(folder, 'web/dist'));
}

test('two builds, from two folders, in two time zones, are the same to the byte', async () => {
  const base = await mkdtemp(join(tmpdir(), 'countersign-build-'));
  onTestFinished(() => rm(base, { recursive: true, force: true }));
  const [one, two] = await Promise.all([
    build(join(base, 'one'), { TZ: 'UTC', LANG: 'C' }),
    build(join(base, 'two', 'with a longer name', 'and depth'), {
      TZ: 'Asia/Kathmandu',
      LANG: 'de_DE.UTF-8',
    }),
  ]);
  expect(two.listing).toBe(one.listing);
  expect(one.files.size).toBeGreaterThan(5);
  // No file knows where it was built.
  const traces = [...one.files].filter(([, { bytes }]) => bytes.includes(base) || bytes.includes(root));
  expect(traces.map(([path]) => path)).toEqual([]);
});
