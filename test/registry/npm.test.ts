import { createNpmRegistry } from '@countersign/shared/registry/npm.ts';
import { npmPurl } from '@countersign/shared/purl/release.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFakeRegistry, type FakeRegistry } from '../world/registry.ts';

let registry: FakeRegistry;
beforeEach(async () => {
  registry = await startFakeRegistry();
});
afterEach(() => registry.close());

const open = (config: Record<string, unknown> = {}, now?: () => number) =>
  createNpmRegistry({ registry: registry.url, ...config }, now ? { now } : {});
const documentsAsked = () => registry.seen.filter(({ url }) => !url.includes('/-/')).length;

test('a range, a tag and an alias resolve to what npm would take', async () => {
  for (const version of ['1.0.0', '1.9.0', '1.10.0', '2.0.0-rc.1'])
    registry.publish({ name: 'socks', version });
  registry.publish({ name: 'socks', version: '1.2.0', tag: 'old' });
  const npm = open();
  const resolved = async (spec: string) => (await npm.resolve(spec)).purl.version;
  expect(await resolved('socks@^1')).toBe('1.10.0');
  expect(await resolved('socks@old')).toBe('1.2.0');
  expect(await resolved('mine@npm:socks@~1.9')).toBe('1.9.0');
  expect(await resolved('pkg:npm/socks@1.0.0')).toBe('1.0.0');
});

test('resolving tells the artifact, its claims and the registry that is not the default one', async () => {
  const published = registry.publish({ name: '@acme/socks', version: '1.0.0' });
  const resolved = await open().resolve('@acme/socks');
  expect(resolved).toMatchObject({
    purl: npmPurl('@acme/socks', '1.0.0', { repository_url: new URL(registry.url).host }),
    artifactUrl: published.tarballUrl,
    integrity: { sha512: published.digest.sha512, sha256: null },
  });
});

test('a folder, a git repository and an address are no release of a registry', async () => {
  for (const spec of [
    './socks',
    'github:acme/socks',
    'https://files.example/socks.tgz',
    'pkg:deb/debian/tor@1',
    '',
  ]) {
    await expect(open().resolve(spec)).rejects.toMatchObject({ code: 'registry-spec-invalid' });
  }
});

test('versions come in the order of semver, not of time or text', async () => {
  for (const version of ['1.10.0', '1.9.0', '1.10.0-rc.2', '1.10.0-rc.10', '0.1.0']) {
    registry.publish({ name: 'socks', version });
  }
  expect(await open().versions('socks')).toEqual(['0.1.0', '1.9.0', '1.10.0-rc.2', '1.10.0-rc.10', '1.10.0']);
});

test('an artifact comes with the digests of its very bytes', async () => {
  const published = registry.publish({
    name: 'socks',
    version: '1.0.0',
    files: { 'index.js': 'export {};\n' },
  });
  const fetched = await open().fetchArtifact(npmPurl('socks', '1.0.0'), { sha512: published.digest.sha512 });
  expect(fetched.bytes).toEqual(published.tarball);
  expect(fetched.bytes.constructor).toBe(Uint8Array);
  expect(fetched.digest).toEqual(published.digest);
  expect((await open().resolve('socks@1.0.0')).integrity.sha512).toBe(published.digest.sha512);
});

test('publisher and maintainers of that very version are told, each once', async () => {
  const people = { publisher: 'carol', maintainers: ['bob', 'alice', 'carol'] };
  registry.publish({ name: 'socks', version: '1.0.0', ...people });
  registry.publish({ name: 'socks', version: '1.1.0', publisher: 'mallory', maintainers: ['mallory'] });
  const npm = open();
  expect((await npm.fetchArtifact(npmPurl('socks', '1.0.0'))).publishers).toEqual(['alice', 'bob', 'carol']);
  expect(await npm.maintainers(npmPurl('socks', '1.1.0'))).toEqual(['mallory']);
});

test('a registry that names nobody has not told that there is nobody', async () => {
  registry.publish({ name: 'socks', version: '1.0.0' });
  expect(await open().maintainers(npmPurl('socks', '1.0.0'))).toBeNull();
});

test('a private package is read with the token of the npm configuration, and not without', async () => {
  registry.publish({ name: '@acme/secret', version: '1.0.0' });
  registry.requireToken('s3cret');
  const release = npmPurl('@acme/secret', '1.0.0');
  await expect(open().fetchArtifact(release)).rejects.toMatchObject({ code: 'registry-denied' });
  const token = { [`//${new URL(registry.url).host}/:_authToken`]: 's3cret' };
  await expect(open(token).fetchArtifact(release)).resolves.toBeTruthy();
});

test('a scope has its own registry', async () => {
  const acme = await startFakeRegistry();
  try {
    acme.publish({ name: '@acme/socks', version: '3.0.0' });
    registry.publish({ name: '@acme/socks', version: '1.0.0' });
    const resolved = await open({ '@acme:registry': `${acme.url}/` }).resolve('@acme/socks');
    expect(resolved.purl).toEqual(
      npmPurl('@acme/socks', '3.0.0', { repository_url: new URL(acme.url).host }),
    );
  } finally {
    await acme.close();
  }
});

test('a release of another registry is not looked up under the same name here', async () => {
  registry.publish({ name: 'socks', version: '1.0.0' });
  const elsewhere = npmPurl('socks', '1.0.0', { repository_url: 'https://registry.example' });
  await expect(open().fetchArtifact(elsewhere)).rejects.toMatchObject({ code: 'registry-foreign' });
  const here = npmPurl('socks', '1.0.0', { repository_url: new URL(registry.url).host });
  await expect(open().fetchArtifact(here)).resolves.toBeTruthy();
});

test('a document is asked for once, and again after five minutes', async () => {
  registry.publish({ name: 'socks', version: '1.0.0' });
  let time = 0;
  const npm = open({}, () => time);
  await Promise.all([npm.versions('socks'), npm.resolve('socks')]);
  await npm.fetchArtifact(npmPurl('socks', '1.0.0'));
  expect(documentsAsked()).toBe(1);
  registry.publish({ name: 'socks', version: '2.0.0' });
  time = 300_000;
  expect(await npm.versions('socks')).toEqual(['1.0.0', '2.0.0']);
});

test('an npm that is configured offline is not used to go online', async () => {
  registry.publish({ name: 'socks', version: '1.0.0' });
  await expect(open({ offline: true }).versions('socks')).rejects.toMatchObject({
    code: 'registry-unreachable',
  });
  expect(registry.seen).toEqual([]);
});
