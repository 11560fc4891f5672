import { digestsMatch } from '@countersign/shared/digest.ts';
import { openRegistry } from '@countersign/shared/registry/open.ts';
import { npmPurl } from '@countersign/shared/purl/release.ts';
import { expect, test } from 'vitest';

test('real releases resolve by the own npm configuration, and their bytes are those that the registry claims', async () => {
  const npm = await openRegistry('npm');
  for (const spec of [
    'socks-proxy-agent@8.0.4',
    'socks-proxy-agent@8.0.5',
    '@diva.exchange/i2p-sam',
    'lodash@~4.17.0',
  ]) {
    const { purl, integrity } = await npm.resolve(spec);
    const { digest, bytes } = await npm.fetchArtifact(purl);
    expect(digest.sha512).toBe(integrity.sha512);
    expect([...bytes.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
  }
});

test('a real release is exactly the one that lockfiles pin', async () => {
  const npm = await openRegistry('npm');
  const sha512 =
    'sha512-HehCEsotFqbPW9sJ8WVYB6UbmIMv7kUUORIF2Nncq4VQvBfNBLibW9YZR5dlYCSUhwcD628pRllm7n+E+YTzJw==';
  const { digest } = await npm.fetchArtifact(npmPurl('socks-proxy-agent', '8.0.5'));
  const pinned = Buffer.from(sha512.slice(7), 'base64').toString('hex') as typeof digest.sha512;
  expect(digestsMatch(digest, { sha512: pinned })).toBe(true);
  expect((await npm.resolve('socks-proxy-agent@8.0.5')).integrity.sha512).toBe(pinned);
});

test('real versions come in the order of semver', async () => {
  const npm = await openRegistry('npm');
  const versions = await npm.versions('lodash');
  expect(versions.indexOf('4.9.0')).toBeLessThan(versions.indexOf('4.17.20'));
  expect(versions.indexOf('4.17.21') - versions.indexOf('4.17.20')).toBe(1);
});

test('a package that nobody published is not found', async () => {
  const npm = await openRegistry('npm');
  await expect(npm.versions('@countersign-nobody/never-published')).rejects.toMatchObject({
    code: 'registry-not-found',
  });
});
