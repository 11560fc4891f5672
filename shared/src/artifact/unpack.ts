import { platform } from '#platform';
import { equalBytes } from '../bytes/compare.ts';
import { toHex } from '../bytes/hex.ts';
import type { Sha256 } from '../digest.ts';
import { CodedError } from '../errors.ts';
import { binPaths } from './bin.ts';
import type { ArchiveFinding } from './finding.ts';
import { gunzip } from './gunzip.ts';
import { type ArchiveLimits, defaultArchiveLimits } from './limits.ts';
import { nameFindings } from './name-findings.ts';
import { readArchivePath, readArchiveText } from './path.ts';
import { Places } from './places.ts';
import { type TarEntry, readTar } from './tar.ts';
import { type Tree, type TreeEntry, sortByPath } from './tree.ts';

/** A tar entry with its place below the top folder. */
interface Placed {
  readonly path: string;
  readonly entry: TarEntry;
}

/**
 * The tree of an npm tarball, unpacked in memory as npm's installer would (pacote: the top folder taken off, file
 * modes made 644 or 755 with the package's `bin` executable), but with every link shown and `.gitignore` under its
 * own name. Whatever installers would read in more than one way is refused with a code of the section "archive" of
 * errors.ts; what is odd only is a finding. The contents are views of one buffer.
 */
export async function unpackNpm(
  tgz: Uint8Array,
  limits: ArchiveLimits = defaultArchiveLimits,
): Promise<Tree> {
  const tarEntries = readTar(await gunzip(tgz, limits), limits);
  const places = new Places(limits.maxEntries);
  const placed = place(tarEntries, places);
  if (placed.length === 0) throw new CodedError('archive-empty', 'the archive holds no file');
  const manifest = placed.find(({ path, entry }) => path === 'package.json' && entry.type === 'file');
  const bins = binPaths(manifest?.entry.content);
  const unhashed = placed.map((each) => treeEntry(each, bins));
  const hashes = await platform.hashEach(
    'sha256',
    unhashed.map(({ content }) => content),
  );
  const entries = unhashed.map((entry, at): TreeEntry => {
    const sha256 = toHex(hashes[at] as Uint8Array) as Sha256;
    return { ...entry, sha256 };
  });
  return {
    entries: sortByPath(entries),
    findings: [...placed.flatMap(entryFindings), ...nameFindings(places)],
  };
}

/** Takes off the top folder, which all share, and leaves the folders out. */
function place(entries: readonly TarEntry[], places: Places): Placed[] {
  const placed = new Map<string, TarEntry>();
  let top: string | undefined;
  for (const entry of entries) {
    const isFolder = entry.type === 'folder';
    const [first, ...below] = readArchivePath(entry.path, isFolder);
    top ??= first;
    const path = below.join('/');
    if (first !== top || (path === '' && !isFolder)) {
      throw new CodedError('archive-top-folder', 'not everything lies in one top folder', {
        top,
        other: first,
      });
    }
    if (path === '') continue;
    if (isFolder) {
      places.addFolder(path);
      continue;
    }
    // npm pack itself writes a file twice where `main` is `./dist/index.js`; whichever wins, it is the same.
    const already = placed.get(path);
    if (already && sameFile(already, entry)) continue;
    places.addLeaf(path);
    placed.set(path, entry);
  }
  return Array.from(placed, ([path, entry]) => ({ path, entry }));
}

function sameFile(a: TarEntry, b: TarEntry): boolean {
  return a.type === 'file' && b.type === 'file' && a.mode === b.mode && equalBytes(a.content, b.content);
}

function treeEntry({ path, entry }: Placed, bins: ReadonlySet<string>): Omit<TreeEntry, 'sha256'> {
  const isFile = entry.type === 'file';
  // Creating a file with these bits gives it away to whoever runs it.
  if (isFile && entry.mode & 0o6000)
    throw new CodedError('archive-mode', 'a set-user-id or set-group-id file', { path });
  const content = isFile ? entry.content : entry.target;
  const executable = (entry.mode & 0o111) !== 0 || bins.has(path);
  return {
    path,
    type: entry.type as TreeEntry['type'],
    mode: isFile ? (executable ? 0o755 : 0o644) : 0o777,
    content,
  };
}

function entryFindings({ path, entry }: Placed): ArchiveFinding[] {
  const findings: ArchiveFinding[] = [];
  if (entry.type !== 'file') {
    const target = readArchiveText(entry.target);
    const within = staysWithin(entry.type === 'symlink' ? path : '', target);
    findings.push({ code: within ? 'link' : 'link-outside', path, other: target });
  } else if (path === '.gitignore' || path.endsWith('/.gitignore')) {
    findings.push({ code: 'gitignore-renamed', path });
  }
  if (entry.twoNames) findings.push({ code: 'two-names', path });
  return findings;
}

/** Whether a target, taken from the folder of `path`, is a place below the top folder. */
function staysWithin(path: string, target: string): boolean {
  if (/^([/\\]|[A-Za-z]:)/.test(target)) return false;
  let depth = path.split('/').length - 1;
  for (const component of target.split(/[/\\]/)) {
    if (component === '..') depth--;
    else if (component !== '' && component !== '.') depth++;
    if (depth < 0) return false;
  }
  return true;
}
