import { createNpmRegistry, type NpmRegistryOptions } from '@countersign/shared/registry/npm.ts';
import { sha512Hex } from '@countersign/shared/digest.ts';
import { npmPurl } from '@countersign/shared/purl/release.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startFakeRegistry, type FakeRegistry, type Misbehaviour } from '../world/registry.ts';

let registry: FakeRegistry;
beforeEach(async () => {
  registry = await startFakeRegistry();
});
afterEach(() => registry.close());

const socks = npmPurl('socks', '1.0.0');
const publish = (more: object = {}) =>
  registry.publish({ name: 'socks', version: '1.0.0', files: { 'index.js': 'export {};\n' }, ...more });
function fetchSocks(limits: NpmRegistryOptions['limits'] = {}, config: object = {}) {
  const npm = createNpmRegistry({ registry: registry.url, ...config }, { limits: { retries: 0, ...limits } });
  return npm.fetchArtifact(socks);
}

describe.each(['packument', 'artifact'] as const)('a %s', (what) => {
  const bad: [title: string, how: Misbehaviour, code: string][] = [
    ['that is 404', { status: 404 }, 'registry-not-found'],
    ['that is 500', { status: 500 }, 'registry-failed'],
    ['that is 403', { status: 403 }, 'registry-denied'],
    ['that is 204', { status: 204 }, 'registry-failed'],
    ['of which half the body comes', 'truncated', 'registry-truncated'],
    ['that hangs before the answer', 'hung', 'registry-timeout'],
    ['that hangs in the middle of the body', 'stalled', 'registry-timeout'],
    ['without an end', 'endless', 'registry-too-large'],
  ];
  test.each(bad)('%s', async (_title, how, code) => {
    publish();
    registry.misbehave(what, 'socks', how);
    const limits = { packumentBytes: 100_000, artifactBytes: 100_000 };
    // Only those that hang have to be waited for.
    const hangs = code === 'registry-timeout' ? { idleMs: 200 } : {};
    await expect(fetchSocks({ ...limits, ...hangs })).rejects.toMatchObject({ code });
  });

  test('that drips for ever ends by the total time-out', async () => {
    publish();
    registry.misbehave(what, 'socks', 'stalled');
    await expect(fetchSocks({ idleMs: 600_000, totalMs: 200 })).rejects.toMatchObject({
      code: 'registry-timeout',
    });
  });

  test('that redirects in circles', async () => {
    publish();
    const circle = what === 'packument' ? '/socks' : '/socks/-/socks-1.0.0.tgz';
    registry.misbehave(what, 'socks', { redirect: circle });
    await expect(fetchSocks()).rejects.toMatchObject({ code: 'registry-redirected' });
  });
});

test('wrong bytes: one bit of the tarball differs from what the registry claims', async () => {
  const { digest } = publish();
  registry.misbehave('artifact', 'socks', 'wrong-bytes');
  const error = await fetchSocks().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'artifact-mismatch', details: { claimed: { sha512: digest.sha512 } } });
});

test('wrong bytes are found by the old sha1 too', async () => {
  publish({ integrity: null });
  registry.misbehave('artifact', 'socks', 'wrong-bytes');
  await expect(fetchSocks()).rejects.toMatchObject({ code: 'artifact-mismatch' });
});

test('wrong bytes: the registry replaced the release, document and all', async () => {
  publish();
  const npm = createNpmRegistry({ registry: registry.url });
  const pinned = { sha512: sha512Hex(new Uint8Array(1)) };
  await expect(npm.fetchArtifact(socks, pinned)).rejects.toMatchObject({ code: 'artifact-mismatch' });
});

test('an expectation without any digest expects nothing and is not met', async () => {
  publish();
  const npm = createNpmRegistry({ registry: registry.url });
  await expect(npm.fetchArtifact(socks, {})).rejects.toMatchObject({ code: 'artifact-mismatch' });
});

test('a version that is not there', async () => {
  publish();
  const npm = createNpmRegistry({ registry: registry.url });
  await expect(npm.fetchArtifact(npmPurl('socks', '1.0.1'))).rejects.toMatchObject({
    code: 'registry-not-found',
  });
  await expect(npm.resolve('socks@^2')).rejects.toMatchObject({ code: 'registry-not-found' });
});

test('a document that is no JSON, no object, or of another package', async () => {
  publish();
  for (const body of ['<html>', 'null', '[]', '"socks"', '{"name":"socks-evil","versions":{}}']) {
    registry.misbehave('packument', 'socks', { body });
    await expect(fetchSocks()).rejects.toMatchObject({ code: 'registry-malformed' });
  }
});

test('500 is tried again, but not without an end', async () => {
  publish();
  registry.misbehave('packument', 'socks', { status: 500 });
  await expect(fetchSocks({ retries: 1 })).rejects.toMatchObject({ code: 'registry-failed' });
  expect(registry.seen).toHaveLength(2);
});

test('nobody listens', async () => {
  const gone = await startFakeRegistry();
  await gone.close();
  await expect(fetchSocks({}, { registry: gone.url })).rejects.toMatchObject({
    code: 'registry-unreachable',
  });
});

test('a registry in .npmrc that is no address', async () => {
  await expect(fetchSocks({}, { registry: 'file:///etc' })).rejects.toMatchObject({
    code: 'npm-config-invalid',
  });
});

test('a failure never shows the password in an address', async () => {
  publish();
  registry.misbehave('packument', 'socks', { status: 500 });
  const secret = registry.url.replace('//', '//user:hunter2@');
  const error = (await fetchSocks({}, { registry: secret }).catch((thrown: unknown) => thrown)) as Error;
  expect(`${error.message} ${JSON.stringify(error)}`).not.toContain('hunter2');
});
