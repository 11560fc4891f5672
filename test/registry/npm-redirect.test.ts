import { createNpmRegistry } from '@countersign/shared/registry/npm.ts';
import { npmPurl } from '@countersign/shared/purl/release.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFakeRegistry, type FakeRegistry, type NewRelease } from '../world/registry.ts';

const socks = npmPurl('socks', '1.0.0');
const tarballPath = '/socks/-/socks-1.0.0.tgz';
let registry: FakeRegistry;
let other: FakeRegistry;
/** The other registry under another host name, so that it is another host to npm too. */
let otherHost: string;
beforeEach(async () => {
  registry = await startFakeRegistry();
  other = await startFakeRegistry();
  otherHost = other.url.replace('127.0.0.1', 'localhost');
});
afterEach(() => Promise.all([registry.close(), other.close()]));

function publish(more: Partial<NewRelease> = {}) {
  other.publish({ name: 'socks', version: '1.0.0', ...more });
  return registry.publish({ name: 'socks', version: '1.0.0', ...more });
}
function open(config: object = {}) {
  const token = { [`//${new URL(registry.url).host}/:_authToken`]: 's3cret' };
  return createNpmRegistry({ registry: registry.url, fetchRetries: 0, ...token, ...config });
}

test('a document from another host is refused, and that host never sees the credentials', async () => {
  publish();
  registry.misbehave('packument', 'socks', { redirect: `${otherHost}/socks` });
  await expect(open().resolve('socks')).rejects.toMatchObject({
    code: 'registry-redirected',
    details: { answered: `${otherHost}/socks` },
  });
  expect(registry.seen[0]?.headers.authorization).toBe('Bearer s3cret');
  expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

test('a tarball may come from another host, without credentials, where a sha512 says which bytes', async () => {
  const { digest } = publish();
  registry.misbehave('artifact', 'socks', { redirect: otherHost + tarballPath });
  expect((await open().fetchArtifact(socks)).digest).toEqual(digest);
  expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

test('a tarball from another host is still checked', async () => {
  publish();
  registry.misbehave('artifact', 'socks', { redirect: otherHost + tarballPath });
  other.misbehave('artifact', 'socks', 'wrong-bytes');
  await expect(open().fetchArtifact(socks)).rejects.toMatchObject({ code: 'artifact-mismatch' });
});

test('a tarball from another host that only a sha1 pins is refused', async () => {
  publish({ integrity: null });
  registry.misbehave('artifact', 'socks', { redirect: otherHost + tarballPath });
  await expect(open().fetchArtifact(socks)).rejects.toMatchObject({ code: 'registry-redirected' });
});

test('a tarball from another host that only a sha1 pins passes when the lockfile knows its sha512', async () => {
  const { digest } = publish({ integrity: null });
  registry.misbehave('artifact', 'socks', { redirect: otherHost + tarballPath });
  await expect(open().fetchArtifact(socks, { sha512: digest.sha512 })).resolves.toMatchObject({ digest });
});

test('a document that names a tarball on another host is held to the same', async () => {
  const elsewhere = { tarballUrl: otherHost + tarballPath };
  const { digest } = publish(elsewhere);
  expect((await open().fetchArtifact(socks)).digest).toEqual(digest);
  expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  publish({ ...elsewhere, integrity: null });
  await expect(open().fetchArtifact(socks)).rejects.toMatchObject({ code: 'registry-redirected' });
  expect(other.seen).toHaveLength(1);
});

test('a mirror that passes documents on unchanged serves the tarballs itself, as npm sees it', async () => {
  const { digest } = publish({ tarballUrl: `https://registry.example${tarballPath}` });
  const npm = open({ replaceRegistryHost: 'registry.example' });
  expect((await npm.fetchArtifact(socks)).digest).toEqual(digest);
});
