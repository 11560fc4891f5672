import { isRecord } from '@countersign/shared/bytes/json.ts';
import type { JsonObject } from './json-text.ts';
import { readSpecFields, type LockedPackage, type Specs } from './locked-package.ts';
import type { Report } from './lockfile.ts';
import type { PackageTree } from './tree.ts';

/** The text of the package.json in a folder, given from the lockfile's folder ('' is that itself); null: there is none. */
export type Manifests = (folder: string) => string | null;

/** What the project asks for itself: its own package.json, and those of its workspaces and linked folders. */
export interface Manifest {
  readonly folder: string;
  readonly line: number;
  readonly version: string | null;
  readonly required: Specs;
  readonly optional: Specs;
}

export interface Project {
  readonly manifests: ReadonlyMap<string, Manifest>;
  readonly overrides: Overrides;
}

/** What the project's `overrides` may change: npm checks these itself, so a range is not held against them. */
interface Overrides {
  readonly names: ReadonlySet<string>;
  /** Packages that stand in for another one: `"a": "npm:b@1.0.0"`. */
  readonly aliases: ReadonlySet<string>;
}

/** Reads the package.json of the project and of every one of `folders`; where one is missing, npm goes by the lockfile, and so do we. */
export function readProject(
  tree: PackageTree,
  folders: ReadonlySet<string>,
  given: Manifests,
  report: Report,
): Project {
  const manifests = new Map<string, Manifest>();
  let root: JsonObject = {};
  for (const folder of new Set(['', ...folders])) {
    const locked = tree.packages.get(folder);
    const line = locked?.line ?? 1;
    const where = folder === '' ? 'package.json' : `${folder}/package.json`;
    const text = given(folder);
    if (text === null) {
      if (folder === '')
        report('manifest-missing', null, line, 'there is no package.json beside the lockfile');
      if (locked !== undefined) manifests.set(folder, makeManifest(folder, locked, locked.version, line));
      continue;
    }
    const manifest = parseManifest(text);
    const specs = manifest === null ? null : readSpecFields(manifest);
    if (manifest === null || specs === null) {
      report('manifest-unreadable', null, line, `${JSON.stringify(where)} is not a package.json`);
      continue;
    }
    if (folder === '') root = manifest;
    const version = typeof manifest.version === 'string' ? manifest.version : null;
    manifests.set(folder, makeManifest(folder, specs, version, line));
  }
  return { manifests, overrides: readOverrides(root.overrides) };
}

function makeManifest(
  folder: string,
  specs: Pick<LockedPackage, 'dependencies' | 'devDependencies' | 'optionalDependencies'>,
  version: string | null,
  line: number,
): Manifest {
  const required = Object.entries({ ...specs.devDependencies, ...specs.dependencies });
  const optional = specs.optionalDependencies;
  const asked = required.filter(([name]) => !Object.hasOwn(optional, name));
  return { folder, line, version, required: Object.fromEntries(asked), optional };
}

function parseManifest(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** `{ "a": "1.0.0", "b@^2": { ".": "npm:c@2.1.0", "d": "$e" } }`: every name in it, at any depth. */
function readOverrides(value: unknown): Overrides {
  const names = new Set<string>();
  const aliases = new Set<string>();
  const open: unknown[] = [value];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (!isRecord(at)) continue;
    for (const [key, to] of Object.entries(at)) {
      names.add(key.replace(/(?<=.)@.*$/, ''));
      const alias = typeof to === 'string' ? /^npm:(@?[^@]+)/.exec(to)?.[1] : undefined;
      if (alias !== undefined) aliases.add(alias);
      open.push(to);
    }
  }
  return { names, aliases };
}
