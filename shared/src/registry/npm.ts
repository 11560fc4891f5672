import semver from 'semver';
import type { DigestSet } from '../digest.ts';
import { CodedError } from '../errors.ts';
import { isNpmName } from '../purl/npm-name.ts';
import type { Purl } from '../purl/purl.ts';
import { sameRegistry } from '../purl/registry-host.ts';
import { npmPurl, packageName, showRelease } from '../purl/release.ts';
import { defaultRegistry, defaultRegistryHost } from './default-registry.ts';
import { checkArtifact, isPinned } from './integrity.ts';
import type { NpmConfig } from './npm-config.ts';
import { defaultLimits, download, sameHost, type Limits } from './npm-fetch.ts';
import { showUrl } from './npm-failure.ts';
import { pickVersion, readSpec } from './npm-spec.ts';
import { claimsOf, publishedOf, publishersOf, readPackument, type Packument } from './packument.ts';
import { recent } from './recent.ts';
import type { Registry, RegistryClaims } from './registry.ts';

/** As long as the public registry lets npm keep a document. */
const keepMs = 300_000;
const keepCount = 32;

export interface NpmRegistryOptions {
  readonly limits?: Partial<Limits>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** The npm registries of `config`: each package's own by its scope. */
export function createNpmRegistry(config: NpmConfig, options: NpmRegistryOptions = {}): Registry {
  const limits = { ...defaultLimits, ...patience(config), ...options.limits };
  const packument = recent((name) => fetchPackument(name, config, limits), {
    keepMs,
    keepCount,
    now: options.now ?? Date.now,
  });

  async function lookUp(release: Purl): Promise<{ document: Packument; version: string }> {
    const { name, version } = await checkRelease(release, config);
    return { document: await packument(name), version };
  }

  async function versionsOf(name: string): Promise<{ document: Packument; versions: string[] }> {
    const document = await packument(checkName(name));
    return { document, versions: [...document.versions.keys()].toSorted(semver.compareBuild) };
  }

  return {
    async resolve(spec) {
      const wanted = await readSpec(spec);
      const document = await packument(wanted.name);
      const version = await pickVersion(document, wanted, config);
      const purl = npmPurl(wanted.name, version, qualifiersOf(await registryOf(wanted.name, config)));
      return { purl, ...claimsOf(document, version) };
    },
    async versions(name) {
      return (await versionsOf(name)).versions;
    },
    async history(name) {
      const { document, versions } = await versionsOf(name);
      return versions.map((version) => ({ version, published: publishedOf(document, version) }));
    },
    async fetchArtifact(release, expected) {
      const { document, version } = await lookUp(release);
      const claims = claimsOf(document, version);
      const bytes = await fetchTarball(release, claims, expected, config, limits);
      const digest = checkArtifact(bytes, claims.integrity, expected, showRelease(release));
      return { bytes, digest, publishers: publishersOf(document, version) };
    },
    async maintainers(release) {
      const { document, version } = await lookUp(release);
      return publishersOf(document, version);
    },
  };
}

async function fetchPackument(name: string, config: NpmConfig, limits: Limits): Promise<Packument> {
  const registry = await registryOf(name, config);
  const url = `${registry}/${name.replace('/', '%2f')}`;
  // The full form: only that one names publishers.
  const answer = await download(
    { url, name, accept: 'application/json', maxBytes: limits.packumentBytes },
    config,
    limits,
  );
  if (!sameHost(url, answer.url)) {
    throw new CodedError(
      'registry-redirected',
      `${showUrl(url)} sends us to another host, ${new URL(answer.url).origin}; if you trust it, make it the registry in .npmrc`,
      { url: showUrl(url), answered: showUrl(answer.url) },
    );
  }
  return readPackument(answer.bytes, name);
}

async function fetchTarball(
  release: Purl,
  claims: RegistryClaims,
  expected: DigestSet | undefined,
  config: NpmConfig,
  limits: Limits,
): Promise<Uint8Array> {
  const name = packageName(release);
  const registry = await registryOf(name, config);
  const url = replaceHost(claims.artifactUrl, registry, config.replaceRegistryHost);
  const pinned = isPinned(claims.integrity, expected);
  const refuse = (host: string) =>
    new CodedError(
      'registry-redirected',
      `the tarball of ${showRelease(release)} would come from another host, ${new URL(host).origin}, and no sha256 or ` +
        'sha512 says which bytes it must be; add its integrity to the lockfile first (npm install --package-lock-only)',
      { url: showUrl(url), answered: showUrl(host) },
    );
  if (!pinned && !sameHost(registry, url)) throw refuse(url);
  const answer = await download({ url, name, accept: '*/*', maxBytes: limits.artifactBytes }, config, limits);
  if (!pinned && !sameHost(registry, answer.url)) throw refuse(answer.url);
  return answer.bytes;
}

/** As npm does with `replace-registry-host`: a mirror that passes documents on unchanged still serves the tarballs. */
function replaceHost(artifactUrl: string, registry: string, rule: unknown): string {
  const url = new URL(artifactUrl);
  const home = new URL(registry);
  const from = rule === undefined || rule === 'npmjs' ? defaultRegistryHost : rule;
  if (from === 'never' || (from !== 'always' && from !== url.host)) return artifactUrl;
  const base = home.pathname === '/' ? '' : home.pathname;
  const path = url.pathname.startsWith(`${base}/`) ? url.pathname : `${base}${url.pathname}`;
  return `${home.origin}${path}${url.search}`;
}

/** The base address without the slash at its end; throws `npm-config-invalid`. */
async function registryOf(name: string, config: NpmConfig): Promise<string> {
  const { default: registryFetch } = await import('npm-registry-fetch');
  const registry = registryFetch.pickRegistry(name, config).replace(/\/+$/, '');
  if (!/^https?:$/.test(URL.parse(registry)?.protocol ?? '')) {
    throw new CodedError('npm-config-invalid', `the registry of ${name} in .npmrc is no http(s) address`);
  }
  return registry;
}

function qualifiersOf(registry: string): Record<string, string> {
  if (registry === defaultRegistry.replace(/\/+$/, '')) return {};
  return { repository_url: new URL(registry).host };
}

async function checkRelease(release: Purl, config: NpmConfig): Promise<{ name: string; version: string }> {
  const name = checkName(packageName(release));
  if (release.type !== 'npm' || release.version === null) {
    throw new CodedError('registry-spec-invalid', `${showRelease(release)} is not one exact npm release`);
  }
  const wanted = release.qualifiers.repository_url;
  const configured = await registryOf(name, config);
  if (wanted !== undefined && !sameRegistry(wanted, configured)) {
    throw new CodedError(
      'registry-foreign',
      `${showRelease(release)} is a release of ${showUrl(wanted)}, but npm is configured to get ${name} from ` +
        `${showUrl(configured)}; set registry (or the scope's registry) in .npmrc to read it from there`,
    );
  }
  return { name, version: release.version };
}

function checkName(name: string): string {
  if (!isNpmName(name)) {
    throw new CodedError(
      'registry-spec-invalid',
      `${JSON.stringify(name)} is not the name of an npm package`,
    );
  }
  return name;
}

/** The user may ask for less patience than we have, and for fewer retries. */
function patience({ timeout, retry }: NpmConfig): Partial<Limits> {
  const wanted = (retry as { retries?: unknown } | undefined)?.retries;
  return {
    ...(typeof timeout === 'number' && timeout > 0 ? { totalMs: timeout } : {}),
    ...(typeof wanted === 'number' ? { retries: Math.max(0, Math.min(defaultLimits.retries, wanted)) } : {}),
  };
}
