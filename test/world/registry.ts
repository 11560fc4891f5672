import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeTarGz } from '@countersign/shared/artifact/testing/tar-writer.ts';
import { artifactDigest, type ArtifactDigest } from '@countersign/shared/digest.ts';
import { formatPackument, type StoredRelease } from './packument.ts';

export interface NewRelease {
  readonly name: string;
  readonly version: string;
  /** Path in the package → content; package.json is added. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  /** More of package.json: scripts, bin, … */
  readonly manifest?: Readonly<Record<string, unknown>>;
  /** The account in `_npmUser`; absent unless given, as are `maintainers`. */
  readonly publisher?: string;
  readonly maintainers?: readonly string[];
  /** In place of the true sha512; null leaves it out. */
  readonly integrity?: string | null;
  /** In place of the true sha1; null leaves it out. */
  readonly shasum?: string | null;
  /** In place of the registry's own address of the tarball. */
  readonly tarballUrl?: string;
  /** In place of the packed files. */
  readonly tarball?: Uint8Array;
  readonly tag?: string;
  /** When, as the document's `time` says it: `2026-11-22T12:00:00.000Z`. */
  readonly published?: string;
}

interface PublishedRelease {
  readonly tarball: Uint8Array;
  readonly digest: ArtifactDigest;
  /** As a lockfile writes it: `sha512-…`. */
  readonly integrity: string;
  readonly tarballUrl: string;
}

export type Misbehaviour =
  | { readonly status: number }
  /** Half of the body, then the connection breaks. */
  | 'truncated'
  /** Half of the body, then nothing more. */
  | 'stalled'
  /** No answer. */
  | 'hung'
  /** The last byte is another one. */
  | 'wrong-bytes'
  /** Zeros without an end. */
  | 'endless'
  | { readonly redirect: string }
  | { readonly body: string };

interface SeenRequest {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

/** A package registry of one's own, on loopback, good enough for npm itself. */
export interface FakeRegistry {
  /** Without a slash at its end. */
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  publish(release: NewRelease): PublishedRelease;
  /** From now on, the package's document or its tarballs are served like this; null heals it. */
  misbehave(what: 'packument' | 'artifact', name: string, how: Misbehaviour | null): void;
  /** Answer 401 to all who do not send this bearer token. */
  requireToken(token: string): void;
  close(): Promise<void>;
}

const contentTypes = { packument: 'application/json', artifact: 'application/octet-stream' };

export async function startFakeRegistry(): Promise<FakeRegistry> {
  const packages = new Map<string, StoredRelease[]>();
  const faults = new Map<string, Misbehaviour>();
  const seen: SeenRequest[] = [];
  let token: string | null = null;

  const server = createServer((request, response) => {
    seen.push({ url: request.url ?? '', headers: request.headers });
    if (token !== null && request.headers.authorization !== `Bearer ${token}`)
      return sendStatus(response, 401);
    const path = decodeURIComponent((request.url ?? '').split('?', 1)[0] as string).slice(1);
    const tarballAt = path.indexOf('/-/');
    const what = tarballAt < 0 ? 'packument' : 'artifact';
    const name = tarballAt < 0 ? path : path.slice(0, tarballAt);
    const body = what === 'packument' ? documentOf(name, request) : tarballOf(name, path);
    const fault = faults.get(`${what} ${name}`);
    if (fault !== undefined) return misanswer(response, fault, body ?? new Uint8Array(64));
    if (body === null) return sendStatus(response, 404);
    response.writeHead(200, { 'content-type': contentTypes[what], 'content-length': body.length });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function documentOf(name: string, request: IncomingMessage): Uint8Array | null {
    const releases = packages.get(name);
    const short = request.headers.accept?.includes('application/vnd.npm.install-v1+json') ?? false;
    return releases === undefined
      ? null
      : Buffer.from(JSON.stringify(formatPackument(name, releases, short)));
  }

  function tarballOf(name: string, path: string): Uint8Array | null {
    const release = packages.get(name)?.find((one) => path === tarballPath(name, one.version));
    return release?.tarball ?? null;
  }

  return {
    url,
    seen,
    publish(release) {
      const { name, version, dependencies = {}, manifest = {}, files = {} } = release;
      const packageJson = { name, version, dependencies, ...manifest };
      const all = { 'package.json': `${JSON.stringify(packageJson, null, 2)}\n`, ...files };
      const tarball = release.tarball ?? makeTarGz(all);
      const tarballUrl = release.tarballUrl ?? `${url}/${tarballPath(name, version)}`;
      const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
      const shasum = createHash('sha1').update(tarball).digest('hex');
      const stored = { ...release, packageJson, tarball, tarballUrl };
      const claimed = {
        integrity: release.integrity === undefined ? integrity : release.integrity,
        shasum: release.shasum === undefined ? shasum : release.shasum,
      };
      const others = (packages.get(name) ?? []).filter((one) => one.version !== version);
      packages.set(name, [...others, { ...stored, ...claimed }]);
      return { tarball, digest: artifactDigest(tarball), integrity, tarballUrl };
    },
    misbehave(what, name, how) {
      if (how === null) faults.delete(`${what} ${name}`);
      else faults.set(`${what} ${name}`, how);
    },
    requireToken(wanted) {
      token = wanted;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function tarballPath(name: string, version: string): string {
  return `${name}/-/${name.slice(name.indexOf('/') + 1)}-${version}.tgz`;
}

function sendStatus(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: `the fake registry answers ${status}` }));
}

function misanswer(response: ServerResponse, how: Misbehaviour, body: Uint8Array): void {
  if (how === 'hung') return;
  if (how === 'endless') return pourZeros(response);
  if (how === 'wrong-bytes') {
    const wrong = Uint8Array.from(body);
    wrong[wrong.length - 1] = (wrong.at(-1) as number) ^ 1;
    response.end(wrong);
  } else if (typeof how === 'string') {
    response.writeHead(200, { 'content-length': body.length });
    response.write(body.subarray(0, body.length / 2), () => {
      if (how === 'truncated') response.destroy();
    });
  } else if ('status' in how) {
    sendStatus(response, how.status);
  } else if ('redirect' in how) {
    response.writeHead(302, { location: how.redirect });
    response.end();
  } else {
    response.end(how.body);
  }
}

function pourZeros(response: ServerResponse): void {
  const zeros = new Uint8Array(65_536);
  const pour = () => {
    while (!response.destroyed && response.write(zeros));
  };
  response.on('drain', pour);
  pour();
}
