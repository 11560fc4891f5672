import { isRecord } from '@countersign/shared/bytes/json.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { classify } from './classify.ts';
import { findBundlers } from './bundle.ts';
import { readLockfileText, type JsonObject } from './json-text.ts';
import { maxEntries, readLegacyEntries, type RawEntry } from './legacy.ts';
import { readPackage, type LockedPackage } from './locked-package.ts';
import type { ExcludedEntry, LockEntry, Lockfile, LockProblem, Report } from './lockfile.ts';
import { readProject, type Manifests } from './manifest.ts';
import { Requirements } from './requirements.ts';
import { compareSections } from './sections.ts';
import { PackageTree } from './tree.ts';
import { findDoubtfulDigests, findOtherRegistries } from './across.ts';

export interface NpmLockfileInput {
  /** For people; nothing is read from it. */
  readonly path: string;
  readonly text: string;
  readonly manifests: Manifests;
  /** The lockfile's folder, from the top of the project: `file:../a` in `apps/web` stays inside. Default: the top. */
  readonly folder?: string;
}

/**
 * What an npm lockfile (package-lock.json, npm-shrinkwrap.json; versions 1 to 3) makes npm install. A pure function of its
 * texts. Throws `lockfile-unreadable`, `lockfile-conflict`, `lockfile-duplicate-key`, `lockfile-newer` or
 * `lockfile-too-large` for the file as a whole; anything else that is wrong is among `problems`.
 */
export function readNpmLockfile({ path, text, manifests, folder = '' }: NpmLockfileInput): Lockfile {
  const { root, lines } = readLockfileText(text);
  const version = readVersion(root);
  const problems: LockProblem[] = [];
  const report: Report = (code, key, line, message) => void problems.push({ code, key, line, message });

  // As npm 7 and later: `packages` where there is one, whatever the version says.
  const legacy = root.packages === undefined || root.packages === null;
  const packages = new Map<string, LockedPackage>();
  const excluded: ExcludedEntry[] = [];
  const raw = legacy ? readLegacy(root) : readPackages(root);
  const lineOf = legacy ? lines.ofDependencies() : lines.ofPackages(raw.map(({ key }) => key));
  for (const { key, place, entry } of raw) {
    const line = lineOf.get(place) ?? 1;
    const locked = readPackage(key, line, entry, report);
    if (packages.has(key)) report('entry-malformed', key, line, `two entries are for ${JSON.stringify(key)}`);
    if (locked === null || packages.has(key)) excluded.push({ key, line, reason: 'malformed' });
    else packages.set(key, locked);
  }

  const tree = new PackageTree(packages);
  const bundlers = findBundlers(tree, legacy);
  const entries = new Map<string, LockEntry>();
  for (const locked of packages.values()) {
    const entry = classify(locked, { folder, bundlers, report });
    if ('reason' in entry) excluded.push(entry);
    else entries.set(entry.key, entry);
  }

  const project = readProject(tree, foldersOf(entries), manifests, report);
  new Requirements(tree, entries, project, legacy, report).check();
  findDoubtfulDigests(entries.values(), report);
  findOtherRegistries(entries.values(), report);
  if (!legacy && root.dependencies !== undefined) compareSections(root, packages, lines, report);
  return { path, version, entries: [...entries.values()], excluded, problems };
}

const newest = 3;

function readVersion(root: JsonObject): number {
  const version = root.lockfileVersion;
  if (version === 1 || version === 2 || version === newest) return version;
  if (typeof version === 'number' && version > newest) {
    const message = `its lockfileVersion is ${version}, newer than ${newest}; update countersign`;
    throw new CodedError('lockfile-newer', message, { version });
  }
  const message = 'it has no lockfileVersion of 1 to 3; run npm install to write it anew';
  throw new CodedError('lockfile-unreadable', message);
}

function readPackages(root: JsonObject): RawEntry[] {
  if (!isRecord(root.packages))
    throw new CodedError('lockfile-unreadable', 'its "packages" is not an object');
  const entries = Object.entries(root.packages);
  if (entries.length > maxEntries) {
    throw new CodedError('lockfile-too-large', `it has more than ${maxEntries} packages`);
  }
  return entries.map(([key, entry]) => ({ key, place: key, entry }));
}

function readLegacy(root: JsonObject): RawEntry[] {
  const dependencies = root.dependencies ?? {};
  if (!isRecord(dependencies))
    throw new CodedError('lockfile-unreadable', 'its "dependencies" is not an object');
  return readLegacyEntries(dependencies);
}

/** The folders that have a package.json of their own: workspaces, and what links lead to. */
function foldersOf(entries: ReadonlyMap<string, LockEntry>): Set<string> {
  const folders = new Set<string>();
  for (const { key, source, resolved } of entries.values()) {
    if (source === 'workspace') folders.add(key);
    else if (source === 'link' && resolved !== null) folders.add(resolved);
  }
  return folders;
}
