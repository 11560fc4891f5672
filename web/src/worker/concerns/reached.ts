import type { Tree } from '@countersign/shared/artifact/tree.ts';
import { PathFinder } from './entry-points.ts';
import { type Manifest, manifestOf } from './manifest.ts';
import { hookFiles } from './scripts.ts';

/** What of a package is run by name, as its package.json says. */
export interface Reached {
  readonly manifest: Manifest;
  /** Path to the command that runs it at installation. */
  readonly hooks: ReadonlyMap<string, string>;
  /** Path to the fields that name it. */
  readonly entries: ReadonlyMap<string, readonly string[]>;
}

export function reachedIn(tree: Tree | null): Reached {
  const manifest = manifestOf(tree);
  if (!tree) return { manifest, hooks: new Map(), entries: new Map() };
  const finder = new PathFinder(tree.entries.map(({ path }) => path));
  const entries = new Map<string, string[]>();
  for (const { field, path } of manifest.entries) {
    for (const found of finder.find(path)) {
      const fields = entries.get(found) ?? [];
      if (!fields.includes(field)) fields.push(field);
      entries.set(found, fields);
    }
  }
  return { manifest, hooks: hookFiles(manifest, finder), entries };
}

/** Whether something runs the file without anybody asking for it by its path. */
export function isReached(reached: Reached, path: string): boolean {
  return reached.hooks.has(path) || reached.entries.has(path);
}
