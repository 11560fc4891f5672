import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFakeRegistry, type FakeRegistry } from '../world/registry.ts';

const run = promisify(execFile);
let registry: FakeRegistry;
let folder: string;
beforeEach(async () => {
  registry = await startFakeRegistry();
  folder = await mkdtemp(join(tmpdir(), 'countersign-install-'));
});
afterEach(async () => {
  await registry.close();
  await rm(folder, { recursive: true, force: true });
});

test('npm itself installs from the fake registry, and its lockfile pins the true bytes', async () => {
  const deep = `lib/${'long-'.repeat(20)}/index.js`;
  const socks = registry.publish({
    name: 'socks',
    version: '2.0.0',
    files: { [deep]: 'export const port = 1080;\n' },
  });
  const agent = registry.publish({
    name: '@acme/agent',
    version: '1.0.0',
    files: { 'index.js': `export * from 'socks';\n` },
    dependencies: { socks: '^2' },
  });
  await writeFile(join(folder, 'package.json'), '{ "name": "app", "version": "1.0.0" }');

  const env = { PATH: process.env.PATH, HOME: folder, npm_config_cache: join(folder, 'cache') };
  const flags = ['--registry', registry.url, '--ignore-scripts', '--no-audit', '--no-fund'];
  await run('npm', ['install', '@acme/agent', ...flags], { cwd: folder, env });

  const lockfile = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: object;
  };
  expect(lockfile.packages).toMatchObject({
    'node_modules/@acme/agent': { version: '1.0.0', resolved: agent.tarballUrl, integrity: agent.integrity },
    'node_modules/socks': { version: '2.0.0', resolved: socks.tarballUrl, integrity: socks.integrity },
  });
  expect(await readFile(join(folder, 'node_modules/socks', deep), 'utf8')).toBe(
    'export const port = 1080;\n',
  );
});
