import { isRecord } from '../bytes/json.ts';
import { fromUtf8 } from '../bytes/text.ts';
import { CodedError } from '../errors.ts';
import { isExactSemver } from '../purl/npm-name.ts';
import { readIntegrity } from './integrity.ts';
import type { RegistryClaims } from './registry.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * What we keep of an npm package document ("packument", the full form:
 * github.com/npm/registry/blob/main/docs/responses/package-metadata.md). Nothing of a version is checked before it is used.
 */
export interface Packument {
  readonly name: string;
  /** `latest` → `4.17.21`. */
  readonly tags: Readonly<Record<string, string>>;
  readonly times: Readonly<Record<string, string>>;
  readonly versions: ReadonlyMap<string, Json>;
}

/** Strict where it matters: throws `registry-malformed` unless this is the document of the package `name`. */
export function readPackument(bytes: Uint8Array, name: string): Packument {
  let document: unknown;
  try {
    document = JSON.parse(fromUtf8(bytes));
  } catch (cause) {
    throw new CodedError(
      'registry-malformed',
      `the registry's document of ${name} is not JSON`,
      {},
      { cause },
    );
  }
  if (!isRecord(document) || document.name !== name) {
    throw new CodedError(
      'registry-malformed',
      `the registry sent something else than the document of ${name}`,
    );
  }
  const versions = new Map<string, Json>();
  for (const [version, manifest] of Object.entries(isRecord(document.versions) ? document.versions : {})) {
    if (isExactSemver(version) && isRecord(manifest)) versions.set(version, keep(manifest));
  }
  return { name, tags: strings(document['dist-tags']), times: strings(document.time), versions };
}

/** What the registry says of one version; throws `registry-not-found` or `registry-malformed`. */
export function claimsOf(packument: Packument, version: string): RegistryClaims {
  const manifest = manifestOf(packument, version);
  const dist = manifest.dist;
  if (!isRecord(dist)) throw broken(packument, version, 'it has no dist');
  const artifactUrl = readUrl(dist.tarball);
  if (artifactUrl === null) throw broken(packument, version, 'its dist.tarball is no http(s) address');
  return { artifactUrl, integrity: readIntegrity(dist.integrity, dist.shasum) };
}

/**
 * The names in `_npmUser` and `maintainers` of one version, sorted. Null when the document has neither, and when any
 * part cannot be read: too short a list would let a publisher count as an independent reviewer.
 *
 *     { "_npmUser": { "name": "alice", "email": "…" }, "maintainers": [{ "name": "alice", … }, { "name": "bob", … }] }
 */
export function publishersOf(packument: Packument, version: string): string[] | null {
  const { _npmUser: publisher, maintainers } = manifestOf(packument, version);
  const people: unknown[] = [];
  if (publisher !== undefined) people.push(publisher);
  if (maintainers !== undefined) {
    if (!Array.isArray(maintainers)) return null;
    people.push(...(maintainers as unknown[]));
  }
  if (people.length === 0) return null;
  const names = people.map(accountName);
  if (names.includes(null)) return null;
  return [...new Set(names as string[])].toSorted();
}

/** From `time`, to the second; null where that is missing or no time: `{ "1.0.0": "2026-11-22T17:00:00.123Z" }`. */
export function publishedOf({ times }: Packument, version: string): string | null {
  const time = Object.hasOwn(times, version) ? Date.parse(times[version] as string) : Number.NaN;
  const instant = Number.isNaN(time) ? '' : new Date(time).toISOString();
  return /^[0-9]{4}-/.test(instant) ? `${instant.slice(0, 19)}Z` : null;
}

function manifestOf(packument: Packument, version: string): Json {
  const manifest = packument.versions.get(version);
  if (manifest === undefined) {
    throw new CodedError(
      'registry-not-found',
      `the registry has no ${packument.name}@${version}; see npm view ${packument.name} versions`,
      { name: packument.name, version },
    );
  }
  if (manifest.name !== packument.name || manifest.version !== version) {
    throw broken(packument, version, 'it gives itself another name or version');
  }
  return manifest;
}

/** The rest of a manifest is up to 60 MiB for some packages, and only the tarball's own package.json counts. */
function keep(manifest: Json): Json {
  const { name, version, deprecated, engines, dist, _npmUser, maintainers } = manifest;
  return { name, version, deprecated, engines, dist, _npmUser, maintainers };
}

/** An object with a name, or, in old documents, `alice <alice@example.org>`. */
function accountName(person: unknown): string | null {
  const name = isRecord(person) ? person.name : typeof person === 'string' ? person.split(' <', 1)[0] : null;
  return typeof name === 'string' && name !== '' && name.length <= 214 ? name : null;
}

function readUrl(text: unknown): string | null {
  const url = typeof text === 'string' ? URL.parse(text) : null;
  return url !== null && ['http:', 'https:'].includes(url.protocol) ? url.href : null;
}

function strings(value: unknown): Record<string, string> {
  const entries = Object.entries(isRecord(value) ? value : {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function broken(packument: Packument, version: string, why: string): CodedError {
  return new CodedError(
    'registry-malformed',
    `the registry's entry of ${packument.name}@${version} is broken: ${why}`,
  );
}
