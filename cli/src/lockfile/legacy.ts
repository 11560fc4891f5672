import { isObject, type JsonObject } from './json-text.ts';
import { childKey, joinFolder } from './location.ts';
import { readSpecifier } from './specifier.ts';

/** An entry in the shape of `packages`, not yet checked. */
export interface RawEntry {
  readonly key: string;
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
  const open = [{ key: '', dependencies }];
  for (let level = open.pop(); level !== undefined; level = open.pop()) {
    for (const [name, entry] of Object.entries(level.dependencies)) {
      const key = childKey(level.key, name);
      if (!isObject(entry)) {
        entries.push({ key, entry });
        continue;
      }
      const converted = convert(name, entry);
      entries.push({ key, entry: converted });
      const target = converted.link === true && typeof converted.resolved === 'string' ? converted.resolved : null;
      if (target !== null) entries.push({ key: target, entry: { dependencies: entry.requires } });
      if (isObject(entry.dependencies)) open.push({ key: target ?? key, dependencies: entry.dependencies });
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
    // `requires: true` stands for "not told" in the oldest ones.
    dependencies: isObject(entry.requires) ? entry.requires : undefined,
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

/** npm: the version that the name of a tarball tells, when it starts with the package's name. */
function versionOf(name: string, path: string): string | undefined {
  const bare = name.slice(name.indexOf('/') + 1);
  const file = path.slice(path.lastIndexOf('/') + 1);
  const version = file.startsWith(`${bare}-`) ? /^(.+)\.(?:tgz|tar\.gz|tar)$/.exec(file.slice(bare.length + 1)) : null;
  return version?.[1];
}
