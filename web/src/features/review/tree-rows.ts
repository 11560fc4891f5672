import { lookFirst } from '../../worker/reading-order.ts';
import type { FileSummary } from '../../worker/reading.ts';
import type { Coverage } from './coverage.ts';

/** One line of the file tree. */
export type TreeRow =
  | { readonly kind: 'heading'; readonly text: string }
  | {
      readonly kind: 'file';
      readonly file: FileSummary;
      /** What of the path is shown: the last part in its folder, the whole path among those to look at first. */
      readonly name: string;
      readonly depth: number;
      readonly first: boolean;
    }
  | {
      readonly kind: 'folder';
      /** With a slash at the end. */
      readonly path: string;
      readonly name: string;
      readonly depth: number;
      readonly folded: boolean;
      readonly files: number;
      /** Lines. */
      readonly unread: number;
      readonly read: boolean;
    };

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: FileSummary[];
}

/** The files that a filter leaves: each of its words is in the path, whatever the case. */
export function matching(files: readonly FileSummary[], filter: string): readonly FileSummary[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return files;
  return files.filter(({ path }) => {
    const lower = path.toLowerCase();
    return words.every((word) => lower.includes(word));
  });
}

/** The rows of the tree. Folders that hold one folder and nothing else share its row; a filter unfolds all. */
export function treeRows(
  files: readonly FileSummary[],
  coverage: Coverage,
  filter: string,
  folded: ReadonlySet<string>,
): TreeRow[] {
  const left = matching(files, filter);
  const first = lookFirst(left);
  const rows: TreeRow[] = [];
  if (first.length > 0) {
    rows.push({ kind: 'heading', text: 'Look here first' });
    for (const file of first) rows.push({ kind: 'file', file, name: file.path, depth: 0, first: true });
  }
  if (left.length > 0) {
    rows.push({ kind: 'heading', text: 'All changes' });
    const closed = filter.trim() === '' ? folded : new Set<string>();
    addFolder(rows, folderOf(left), '', 0, coverage, closed);
  }
  return rows;
}

function folderOf(files: readonly FileSummary[]): Folder {
  const top: Folder = { folders: new Map(), files: [] };
  for (const file of files) {
    let folder = top;
    for (const part of file.path.split('/').slice(0, -1)) {
      const inner = folder.folders.get(part) ?? { folders: new Map(), files: [] };
      folder.folders.set(part, inner);
      folder = inner;
    }
    folder.files.push(file);
  }
  return top;
}

function addFolder(
  rows: TreeRow[],
  folder: Folder,
  path: string,
  depth: number,
  coverage: Coverage,
  folded: ReadonlySet<string>,
): void {
  for (const [part, child] of folder.folders) {
    let name = part;
    let inner = child;
    while (inner.files.length === 0 && inner.folders.size === 1) {
      const [next] = inner.folders as Iterable<[string, Folder]>;
      if (!next) break;
      name = `${name}/${next[0]}`;
      inner = next[1];
    }
    const here = `${path}${name}/`;
    const all = filesBelow(inner);
    const isFolded = folded.has(here);
    rows.push({
      kind: 'folder',
      path: here,
      name,
      depth,
      folded: isFolded,
      files: all.length,
      unread: all.reduce((sum, { index }) => sum + (coverage.files[index]?.unread ?? 0), 0),
      read: all.every(({ index }) => coverage.files[index]?.read),
    });
    if (!isFolded) addFolder(rows, inner, here, depth + 1, coverage, folded);
  }
  for (const file of folder.files) {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    rows.push({ kind: 'file', file, name, depth, first: false });
  }
}

function filesBelow(folder: Folder): FileSummary[] {
  return [...folder.files, ...Array.from(folder.folders.values(), filesBelow).flat()];
}
