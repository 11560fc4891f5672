import type { DigestSet } from '@countersign/shared/digest.ts';
import { isCoded } from '@countersign/shared/errors.ts';
import { isNpmName } from '@countersign/shared/purl/npm-name.ts';
import type { Purl } from '@countersign/shared/purl/purl.ts';
import { npmPurl } from '@countersign/shared/purl/release.ts';
import { readLockedIntegrity } from './integrity.ts';
import type { LockedPackage } from './locked-package.ts';
import { isNormalKey, joinFolder, leavesProject, nameOfKey } from './location.ts';
import type { ExcludedEntry, LockEntry, LockProblemCode, LockSource, Report } from './lockfile.ts';
import { nameOfTarball, readResolved, type Resolved } from './resolved.ts';

export interface Surroundings {
  /** The lockfile's folder, from the top of the project. */
  readonly folder: string;
  /** Bundled package → the package that brings it. */
  readonly bundlers: ReadonlyMap<string, string>;
  readonly report: Report;
}

type Problem = (code: LockProblemCode, message: string) => void;

/** What one locked package is: an entry, or the reason why it is none. Every doubt is reported. */
export function classify(locked: LockedPackage, around: Surroundings): LockEntry | ExcludedEntry {
  const { key, line } = locked;
  const problem: Problem = (code, message) => around.report(code, key, line, `${quote(key)} ${message}`);
  const excluded = (reason: ExcludedEntry['reason']): ExcludedEntry => ({ key, line, reason });
  if (key === '') return excluded('root');
  if (!isNormalKey(key)) {
    problem('entry-malformed', 'is not a folder as npm writes it');
    return excluded('malformed');
  }
  const folderName = nameOfKey(key);
  if (locked.link || folderName === null) return classifyFolder(locked, folderName, around, problem);
  const name = locked.name ?? folderName;
  if (!isNpmName(folderName) || (name !== folderName && !isNpmName(name))) {
    problem('entry-malformed', `has a name that npm does not know: ${quote(name)}`);
    return excluded('malformed');
  }
  const resolved = locked.resolved === null ? null : readResolved(locked.resolved);
  if (resolved?.kind === 'malformed') {
    problem('resolved-malformed', `comes from an address that npm cannot read: ${quote(locked.resolved)}`);
    return excluded('malformed');
  }
  const version = locked.version ?? (resolved?.kind === 'git' ? (resolved.commit ?? 'unknown') : null);
  if (version === null) {
    if (locked.optional && resolved === null && locked.integrity === null) return excluded('inert');
    problem('entry-versionless', 'says no version; npm install --package-lock-only writes it anew');
    return excluded('malformed');
  }
  const named: Named = { name, version, resolved };
  const source = sourceOf(locked, named, around, problem);
  const purl = purlOf(locked, named, source);
  if (purl === null) {
    problem('entry-malformed', 'has a version that no release can have');
    return excluded('malformed');
  }
  if (locked.hasShrinkwrap)
    problem('own-shrinkwrap', 'brings a lockfile of its own, and npm installs beneath it what that one says');
  const registryHost = resolved?.kind === 'tarball' ? resolved.host : null;
  const bundledIn = source === 'bundled' ? around.bundlers.get(key) : undefined;
  return {
    key,
    line,
    name,
    ...(name === folderName ? {} : { alias: folderName }),
    version,
    purl,
    source,
    registryHost,
    digests: digestsOf(locked, source, problem),
    dev: locked.dev,
    optional: locked.optional,
    ...(bundledIn === undefined ? {} : { bundledIn }),
    resolved: locked.resolved,
    integrity: locked.integrity,
  };
}

interface Named {
  readonly name: string;
  readonly version: string;
  readonly resolved: Resolved | null;
}

function sourceOf(locked: LockedPackage, named: Named, around: Surroundings, problem: Problem): LockSource {
  const { name, version, resolved } = named;
  switch (resolved?.kind) {
    case 'git':
      return 'git';
    case 'file':
      if (leavesProject(around.folder, joinFolder('', resolved.path))) {
        problem('outside-project', `comes from outside the project: ${quote(locked.resolved)}`);
      }
      return 'file';
    case 'tarball': {
      const tarball = nameOfTarball(resolved.path, name, version);
      if (tarball === 'named') return 'registry';
      if (tarball === 'unnamed' && resolved.host !== null) return 'http';
      const claim = `says ${quote(`${name}@${version}`)}`;
      problem('resolved-other-package', `${claim}, but its tarball is another: ${quote(locked.resolved)}`);
      return 'registry';
    }
    default:
      // With an integrity of its own it may be fetched on its own, so it is judged on its own.
      return around.bundlers.has(locked.key) && locked.integrity === null ? 'bundled' : 'registry';
  }
}

function digestsOf(locked: LockedPackage, source: LockSource, problem: Problem): DigestSet {
  if (source === 'bundled') return {};
  if (source === 'git') {
    problem('git-source', `is fetched by git, unchecked: ${quote(locked.resolved)}`);
    return {};
  }
  if (locked.integrity === null) {
    problem('no-integrity', 'has no integrity');
    return {};
  }
  const integrity = readLockedIntegrity(locked.integrity);
  const shown = quote(locked.integrity.slice(0, 200));
  if (integrity.problem === 'integrity-twofold')
    problem(integrity.problem, `has two digests of one kind: ${shown}`);
  else if (integrity.problem !== null)
    problem(integrity.problem, `has an integrity that cannot be read: ${shown}`);
  else if (Object.keys(integrity.digests).length === 0) {
    problem('weak-integrity', `is held by ${integrity.weak.join(' and ')} only`);
  }
  return integrity.digests;
}

/** Folders of the project, and links to them: no releases. */
function classifyFolder(
  locked: LockedPackage,
  folderName: string | null,
  around: Surroundings,
  problem: Problem,
): LockEntry | ExcludedEntry {
  const { key, line } = locked;
  // A link to the project itself has an empty `resolved`.
  const target = locked.link ? joinFolder('', locked.resolved ?? '') : key;
  if (locked.link && folderName === null) {
    problem('entry-malformed', 'is a link outside of node_modules');
    return { key, line, reason: 'malformed' };
  }
  if (leavesProject(around.folder, target)) {
    problem(
      'outside-project',
      locked.link ? `leads out of the project: ${quote(locked.resolved)}` : 'is outside the project',
    );
  }
  if (locked.integrity !== null || (!locked.link && locked.resolved !== null)) {
    problem('entry-misplaced', 'is a folder of the project, but says that it comes from elsewhere');
  }
  const name = locked.name ?? folderName ?? key.slice(key.lastIndexOf('/') + 1);
  return {
    key,
    line,
    name,
    version: locked.version,
    purl: null,
    source: locked.link ? 'link' : 'workspace',
    registryHost: null,
    digests: {},
    dev: locked.dev,
    optional: locked.optional,
    resolved: locked.link ? target : null,
    integrity: locked.integrity,
  };
}

function purlOf(locked: LockedPackage, { name, version, resolved }: Named, source: LockSource): Purl | null {
  const host = resolved?.kind === 'tarball' ? resolved.host : null;
  const qualifiers: Record<string, string> = {};
  if (source === 'registry' && host !== null) qualifiers.repository_url = host;
  if (source === 'http') qualifiers.download_url = locked.resolved as string;
  if (source === 'git') qualifiers.vcs_url = locked.resolved as string;
  try {
    return npmPurl(name, version, qualifiers);
  } catch (error) {
    if (isCoded(error, 'purl-malformed')) return null;
    throw error;
  }
}

function quote(text: string | null): string {
  return JSON.stringify(text);
}
