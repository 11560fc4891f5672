import type { LockedPackage, Specs } from './locked-package.ts';
import { joinFolder, nameOfKey } from './location.ts';
import type { LockEntry, Report } from './lockfile.ts';
import type { Manifest, Project } from './manifest.ts';
import { satisfies } from './satisfies.ts';
import { readSpecifier } from './specifier.ts';
import type { PackageTree } from './tree.ts';

/** A package or folder of the project that asks for others. */
interface Asker {
  readonly folder: string;
  readonly key: string | null;
  readonly line: number;
  /** For people: `package.json`, `node_modules/a`. */
  readonly shown: string;
  readonly isProject: boolean;
}

/**
 * Holds what every package.json and every locked package asks for against what the lockfile has for it, as npm does before
 * it installs: what is missing or outside its range npm would resolve anew, and nobody would have judged it. Peers are
 * left out, because whether npm installs them depends on its settings.
 */
export class Requirements {
  readonly #tree: PackageTree;
  readonly #entries: ReadonlyMap<string, LockEntry>;
  readonly #project: Project;
  readonly #report: Report;
  readonly #legacy: boolean;
  /** Keys of entries under an alias that something asked for. */
  readonly #declared = new Set<string>();

  constructor(
    tree: PackageTree,
    entries: ReadonlyMap<string, LockEntry>,
    project: Project,
    legacy: boolean,
    report: Report,
  ) {
    this.#tree = tree;
    this.#entries = entries;
    this.#project = project;
    this.#legacy = legacy;
    this.#report = report;
  }

  check(): void {
    for (const manifest of this.#project.manifests.values()) this.#checkManifest(manifest);
    for (const locked of this.#tree.packages.values()) {
      const entry = this.#entries.get(locked.key);
      if (entry === undefined || entry.source === 'bundled' || nameOfKey(locked.key) === null) continue;
      this.#checkPackage(locked);
    }
    this.#checkLinks();
    this.#checkAliases();
  }

  #checkManifest({ folder, line, required, optional }: Manifest): void {
    const shown = folder === '' ? 'package.json' : `${folder}/package.json`;
    const asker: Asker = { folder, key: null, line, shown, isProject: true };
    this.#checkSpecs(asker, required, false);
    this.#checkSpecs(asker, optional, true);
  }

  #checkPackage(locked: LockedPackage): void {
    const { key, line } = locked;
    const asker: Asker = { folder: key, key, line, shown: key, isProject: false };
    // v1 does not tell which of them are optional.
    this.#checkSpecs(asker, locked.dependencies, this.#legacy, locked);
    this.#checkSpecs(asker, locked.optionalDependencies, true, locked);
    for (const name in locked.peerDependencies)
      this.#declareAlias(key, name, locked.peerDependencies[name] as string);
  }

  #checkSpecs(asker: Asker, specs: Specs, mayMiss: boolean, locked?: LockedPackage): void {
    for (const name in specs) {
      // It comes with the package itself.
      if (locked?.bundleDependencies.includes(name)) continue;
      const spec = specs[name] as string;
      const found = this.#tree.find(asker.folder, name);
      const entry = found === null ? undefined : this.#entries.get(found.key);
      if (entry === undefined) {
        // What has no entry at all, npm install fetches, and npm ci refuses; an empty entry says that it is not to be had.
        const isEmpty = found !== null || (this.#legacy && !asker.isProject);
        if (found === null || found.optional) this.#reportMissing(asker, name, spec, mayMiss && isEmpty);
        continue;
      }
      const wrong = this.#mismatch(asker, name, spec, entry);
      const accepts =
        locked !== undefined && Object.hasOwn(locked.accepts, name) ? locked.accepts[name] : undefined;
      if (wrong === null || (accepts !== undefined && this.#mismatch(asker, name, accepts, entry) === null))
        continue;
      const asks = `${JSON.stringify(asker.shown)} asks for ${JSON.stringify(`${name}@${spec}`)}`;
      this.#report('lockfile-mismatch', entry.key, entry.line, `${asks}, but the lockfile has ${wrong}`);
    }
  }

  #reportMissing(asker: Asker, name: string, spec: string, mayMiss: boolean): void {
    const asks = `${JSON.stringify(asker.shown)} asks for ${JSON.stringify(`${name}@${spec}`)}`;
    const code = mayMiss ? 'optional-missing' : 'lockfile-mismatch';
    this.#report(code, asker.key, asker.line, `${asks}, which the lockfile does not have`);
  }

  /** Says what the lockfile has instead of `spec`; null when npm would take it. */
  #mismatch(asker: Asker, name: string, spec: string, entry: LockEntry): string | null {
    const specifier = readSpecifier(name, spec);
    const overridden = !asker.isProject && this.#project.overrides.names.has(name);
    if (entry.source === 'bundled' || overridden) {
      this.#declareAlias(asker.folder, name, spec);
      return null;
    }
    switch (specifier.kind) {
      case 'registry': {
        if (specifier.name === entry.name) this.#declared.add(entry.key);
        else if (specifier.name !== name && entry.source === 'registry')
          return `the package ${quote(entry.name)}`;
        const version = this.#versionOf(entry);
        if (version === null && entry.source !== 'registry') return null;
        return version !== null && satisfies(version, specifier.range)
          ? null
          : `the version ${quote(version)}`;
      }
      case 'git':
        return entry.source === 'git' ? null : fromElsewhere(entry);
      case 'http':
        return entry.resolved === specifier.url ? null : fromElsewhere(entry);
      case 'file': {
        const wanted = joinFolder(asker.folder, specifier.path) ?? specifier.path;
        const given = entry.resolved?.replace(/^file:/, '') ?? '';
        return isLocal(entry) && (joinFolder('', given) ?? given) === wanted ? null : fromElsewhere(entry);
      }
      case 'unknown':
        return 'no way to tell what that is';
    }
  }

  /** A linked folder's own package.json says its version, not the lockfile. */
  #versionOf(entry: LockEntry): string | null {
    const folder = entry.source === 'link' ? entry.resolved : null;
    const manifest = folder === null ? undefined : this.#project.manifests.get(folder);
    return manifest === undefined ? entry.version : manifest.version;
  }

  #declareAlias(folder: string, name: string, spec: string): void {
    const specifier = readSpecifier(name, spec);
    const key = this.#tree.find(folder, name)?.key;
    if (specifier.kind !== 'registry' || key === undefined) return;
    if (specifier.name === this.#entries.get(key)?.name) this.#declared.add(key);
  }

  #checkLinks(): void {
    for (const { key, line, source, resolved } of this.#entries.values()) {
      if (source !== 'link' || resolved === null || this.#tree.packages.has(resolved)) continue;
      this.#report(
        'lockfile-mismatch',
        key,
        line,
        `${quote(key)} leads to ${quote(resolved)}, which has no entry`,
      );
    }
  }

  #checkAliases(): void {
    for (const entry of this.#entries.values()) {
      if (entry.alias === undefined || entry.source !== 'registry' || this.#declared.has(entry.key)) continue;
      if (this.#project.overrides.aliases.has(entry.name)) continue;
      const folder = `${JSON.stringify(entry.key)} holds the package ${quote(entry.name)}`;
      this.#report(
        'alias-undeclared',
        entry.key,
        entry.line,
        `${folder}, but nothing asks for it under that name`,
      );
    }
  }
}

function isLocal(entry: LockEntry): boolean {
  return entry.source === 'link' || entry.source === 'file';
}

function fromElsewhere(entry: LockEntry): string {
  const source = entry.source === 'http' ? 'an address' : entry.source;
  return `one from elsewhere (${source}: ${quote(entry.resolved)})`;
}

function quote(text: string | null): string {
  return JSON.stringify(text);
}
