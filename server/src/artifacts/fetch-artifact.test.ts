import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { artifactDigest, type ArtifactDigest } from '@countersign/shared/digest.ts';
import { parsePurl } from '@countersign/shared/purl/purl.ts';
import { bytesOf } from '../testing/statements.ts';
import { temporaryFolder } from '../testing/test-node.ts';
import { fetchFromRegistry } from './fetch-artifact.ts';
import { fetchVersionsFromRegistry } from './fetch-versions.ts';

const limits = { maxBytes: 1000, timeoutMs: 20_000 };
const bytes = bytesOf('example');

/** An npm registry on loopback that knows every package in one version; it keeps what it was asked. */
async function registryOnLoopback() {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    const path = decodeURIComponent(request.url ?? '');
    if (path.endsWith('.tgz')) {
      response.end(bytes);
      return;
    }
    const name = path.slice(1);
    const { port } = server.address() as AddressInfo;
    const integrity = `sha512-${Buffer.from(artifactDigest(bytes).sha512, 'hex').toString('base64')}`;
    const dist = { tarball: `http://127.0.0.1:${port}/${name}/-/a-1.0.0.tgz`, integrity };
    const version = { name, version: '1.0.0', dist };
    const document = { name, 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': version } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(document));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { requests, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** The operator's own npm configuration, with a token and a registry for a scope. */
async function operatorWith(npmrc: string): Promise<void> {
  const folder = await temporaryFolder();
  const path = join(folder, 'npmrc');
  await writeFile(path, npmrc, { mode: 0o600 });
  for (const name of Object.keys(process.env)) if (/^npm_config_/i.test(name)) vi.stubEnv(name, undefined);
  vi.stubEnv('npm_config_userconfig', path);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

function fetchExample(purl: string, digest: ArtifactDigest = artifactDigest(bytes)): Promise<Uint8Array> {
  return fetchFromRegistry(parsePurl(purl), digest, limits);
}

test('a node fetches from the registry that its operator configured, and shows no credentials', async () => {
  const { requests, host } = await registryOnLoopback();
  await operatorWith(`registry=http://${host}/\n//${host}/:_authToken=secret\n`);
  expect(Buffer.from(await fetchExample('pkg:npm/example@1.0.0'))).toEqual(Buffer.from(bytes));
  // As a set: npm's client asks again when a connection breaks.
  expect(new Set(requests.map(({ url }) => url))).toEqual(new Set(['/example', '/example/-/a-1.0.0.tgz']));
  for (const { headers } of requests) expect(headers.authorization).toBeUndefined();
});

test('a scope with a private registry is asked for at the public one', async () => {
  const open = await registryOnLoopback();
  const inner = await registryOnLoopback();
  await operatorWith(`registry=http://${open.host}/\n@acme:registry=http://${inner.host}/\n`);
  await fetchExample('pkg:npm/%40acme/example@1.0.0');
  expect(inner.requests).toEqual([]);
  expect(open.requests).not.toEqual([]);
});

test('versions, too, come from that registry, without credentials and scopes', async () => {
  const { requests, host } = await registryOnLoopback();
  const inner = await registryOnLoopback();
  const lines = [
    `registry=http://${host}/`,
    `//${host}/:_authToken=secret`,
    `@acme:registry=http://${inner.host}/`,
  ];
  await operatorWith(lines.join('\n'));
  const packageOf = parsePurl('pkg:npm/%40acme/example');
  expect(await fetchVersionsFromRegistry(packageOf)).toEqual([{ version: '1.0.0', published: null }]);
  expect(inner.requests).toEqual([]);
  expect(requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

test('a release whose digests nobody said is what the registry itself says it is', async () => {
  const { host } = await registryOnLoopback();
  await operatorWith(`registry=http://${host}/\n`);
  const found = await fetchFromRegistry(parsePurl('pkg:npm/example@1.0.0'), undefined, limits);
  expect(Buffer.from(found)).toEqual(Buffer.from(bytes));
});

test('bytes that are not those of the statement are refused', async () => {
  const { host } = await registryOnLoopback();
  await operatorWith(`registry=http://${host}/\n`);
  const other = artifactDigest(bytesOf('other'));
  await expect(fetchExample('pkg:npm/example@1.0.0', other)).rejects.toMatchObject({
    code: 'artifact-mismatch',
  });
});

test('other ecosystems are not fetched from yet', async () => {
  await expect(fetchExample('pkg:deb/debian/tor@0.4.9.11-1')).rejects.toMatchObject({
    code: 'registry-unsupported',
  });
});
