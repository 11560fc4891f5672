import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRegistry, type RegistrySource } from '@countersign/shared/registry/open.ts';
import { npmPurl } from '@countersign/shared/purl/release.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFakeRegistry, type FakeRegistry } from '../world/registry.ts';

let registry: FakeRegistry;
let home: string;
beforeEach(async () => {
  registry = await startFakeRegistry();
  home = await mkdtemp(join(tmpdir(), 'countersign-open-'));
  const token = `//${new URL(registry.url).host}/:_authToken=s3cret`;
  await writeFile(join(home, '.npmrc'), `registry=${registry.url}\n${token}\n`);
  registry.publish({ name: 'socks', version: '1.0.0' });
});
afterEach(async () => {
  await registry.close();
  await rm(home, { recursive: true, force: true });
});

const open = (more: Partial<RegistrySource> = {}) =>
  openRegistry('npm', { cwd: home, env: { HOME: home, PATH: '' }, ...more });

test('a .npmrc with registry and token is all that a private package needs', async () => {
  registry.requireToken('s3cret');
  const npm = await open();
  await expect(npm.fetchArtifact(npmPurl('socks', '1.0.0'))).resolves.toBeTruthy();
});

test('a node that fetches for others cannot be made to read what its operator may', async () => {
  registry.requireToken('s3cret');
  const npm = await open({ anonymous: true });
  await expect(npm.versions('socks')).rejects.toMatchObject({ code: 'registry-denied' });
  expect(registry.seen[0]?.headers.authorization).toBeUndefined();
});

test('an ecosystem that cannot be fetched yet is named, not taken for npm', async () => {
  await expect(openRegistry('deb')).rejects.toMatchObject({ code: 'registry-unsupported' });
});
