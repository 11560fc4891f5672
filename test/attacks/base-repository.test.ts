import { execFileSync } from 'node:child_process';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { formatBaseline } from '@countersign/shared/policy/baseline.ts';
import { commitBase, commitHead } from '../world/git.ts';
import { lockfileFor, manifestFor } from '../world/lockfile.ts';
import { purlOf, type Release } from '../world/statements.ts';
import { runHere } from '../world/run-cli.ts';
import { makeWorld, type World } from '../world/world.ts';

/** A change that brings a repository of its own, so that `--base` means a revision that mallory wrote. */

const identity = ['-c', 'user.name=test', '-c', 'user.email=test@users.example'];
let world: World;
let update: Release;
let web: string;
beforeEach(async () => {
  world = await makeWorld();
  const old = world.publish({ name: 'socks', version: '2.8.3' });
  update = world.publish({ name: 'socks', version: '2.8.4', files: { 'index.js': '1;\n' } });
  web = join(world.folder, 'web');
  await world.adopt([old]);
  await world.write({ 'web/package.json': manifestFor([old]), 'web/package-lock.json': lockfileFor([old]) });
  commitBase(world);
  await world.write({
    'web/package.json': manifestFor([update]),
    'web/package-lock.json': lockfileFor([update]),
  });
});

afterEach(() => vi.unstubAllEnvs());

function git(folder: string, ...args: readonly string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  return execFileSync('git', ['-C', folder, ...identity, ...args], { env, encoding: 'utf8', stdio: 'pipe' });
}

/** A repository whose `main` exempts the update. */
async function mallorysRepository(): Promise<string> {
  const folder = join(world.home, 'mallory');
  await mkdir(folder, { recursive: true });
  const entries = [{ release: purlOf(update), ...update.digest }];
  await cp(join(world.folder, 'countersign.jsonc'), join(folder, 'countersign.jsonc'));
  await cp(web, folder, { recursive: true });
  await world.write({ '../home/mallory/countersign.baseline.json': formatBaseline({ entries }) });
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'mine');
  return folder;
}

const gateIn = (cwd: string) =>
  runHere(['gate', '--base', 'main'], { cwd, env: world.env, now: () => world.clock.now });

test('a bare repository among the files of the change is not the one that has the base', async () => {
  const mine = await mallorysRepository();
  for (const name of ['HEAD', 'objects', 'refs', 'config']) {
    await cp(join(mine, '.git', name), join(web, name), { recursive: true });
  }
  git(mine, 'config', '-f', join(web, 'config'), 'core.worktree', '.');
  git(mine, 'config', '-f', join(web, 'config'), 'core.bare', 'false');
  await rm(mine, { recursive: true });
  commitHead(world);
  expect(await gateIn(web)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('INSUFFICIENT  socks'),
  });
});

test('a folder that the change turned into a submodule has no base to judge by', async () => {
  const mine = await mallorysRepository();
  await rm(web, { recursive: true });
  git(world.folder, 'rm', '-rq', '--cached', 'web');
  git(world.folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', mine, 'web');
  commitHead(world);
  expect(await gateIn(web)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('web is a submodule'),
  });
});

test('an environment that points at another repository does not change which one has the base', async () => {
  const mine = await mallorysRepository();
  commitHead(world);
  vi.stubEnv('GIT_DIR', join(mine, '.git'));
  vi.stubEnv('GIT_WORK_TREE', web);
  expect(await gateIn(web)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('INSUFFICIENT  socks'),
  });
});
