import { isRecord } from '@countersign/shared/bytes/json.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import type { JsonObject } from './json-text.ts';
import { childKey, joinFolder, nameOfKey } from './location.ts';
import { readSpecifier } from './specifier.ts';

export const maxEntries = 100_000;
/** Characters. */
const maxPlace = 2048;

/** An entry in the shape of `packages`, not yet checked. */
export interface RawEntry {
  readonly key: string;
  /** The key by where it stands in the file: under a link, another one than `key`. */
  readonly place: string;
  readonly entry: unknown;
}

/**
 * The `dependencies` of a v1 lockfile as `packages`, as npm 7 converts them (arborist, shrinkwrap.js). `version` says there
 * what `resolved` says later:
 *
 *     "a": { "version": "1.2.3", "resolved": "https://…", "integrity": "sha512-…", "requires": { "b": "^1.0.0" } }
 *     "a": { "version": "npm:b@1.2.3" }   "a": { "version": "git+ssh://…#<commit>", "from": "…" }
 *     "a": { "version": "file:a-1.0.0.tgz" }   "a": { "version": "https://host/a-1.0.0.tgz" }   "a": { "bundled": true }
 */
export function readLegacyEntries(dependencies: JsonObject): RawEntry[] {
  const entries: RawEntry[] = [];
  const folders = new Set<string>();
  const open = [{ key: '', place: '', dependencies }];
  for (let level = open.pop(); level !== undefined; level = open.pop()) {
    for (const [name, entry] of Object.entries(level.dependencies)) {
      const key = childKey(level.key, name);
      const place = childKey(level.place, name);
      if (place.length > maxPlace || entries.length > maxEntries) {
        throw new CodedError('lockfile-too-large', `more than ${maxEntries} packages, or nested too deep`);
      }
      if (!isRecord(entry) || !(entry.dependencies === undefined || isRecord(entry.dependencies))) {
        entries.push({ key, place, entry: null });
        continue;
      }
      const converted = convert(name, entry);
      entries.push({ key, place, entry: converted });
      const target = converted.link === true ? (converted.resolved as string) : null;
      if (target !== null && nameOfKey(target) === null && !folders.has(target)) {
        folders.add(target);
        entries.push({ key: target, place, entry: { dependencies: specsOf(entry) } });
      }
      if (entry.dependencies !== undefined)
        open.push({ key: target ?? key, place, dependencies: entry.dependencies });
    }
  }
  return entries;
}

function convert(name: string, entry: JsonObject): JsonObject {
  const { version, integrity, dev, optional } = entry;
  const common = {
    version,
    resolved: entry.resolved,
    integrity,
    dev,
    optional,
    inBundle: entry.bundled,
    dependencies: specsOf(entry),
  };
  if (typeof version !== 'string') return common;
  const specifier = readSpecifier(name, version);
  switch (specifier.kind) {
    case 'registry':
      return specifier.name === name ? common : { ...common, name: specifier.name, version: specifier.range };
    case 'git':
      return { ...common, version: undefined, resolved: version };
    case 'http':
      return { ...common, version: versionOf(name, version), resolved: version };
    case 'file': {
      if (/\.(?:tgz|tar\.gz|tar)$/i.test(specifier.path)) {
        return { ...common, version: versionOf(name, specifier.path), resolved: `file:${specifier.path}` };
      }
      return { link: true, resolved: joinFolder('', specifier.path) ?? specifier.path };
    }
    case 'unknown':
      return { ...common, resolved: version };
  }
}

/** `requires: true` stands for "not told" in the oldest ones. */
function specsOf(entry: JsonObject): JsonObject | undefined {
  return isRecord(entry.requires) ? entry.requires : undefined;
}

/** npm: the version that the name of a tarball tells, when it starts with the package's name. */
function versionOf(name: string, path: string): string | undefined {
  const bare = name.slice(name.indexOf('/') + 1);
  const file = path.slice(path.lastIndexOf('/') + 1);
  const version = file.startsWith(`${bare}-`)
    ? /^(.+)\.(?:tgz|tar\.gz|tar)$/.exec(file.slice(bare.length + 1))
    : null;
  return version?.[1];
}
