import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lockfileOf } from '../lockfile/load.ts';

/** The lockfile that npm would use in each folder beneath `root`, installed packages and git's own folder aside. */
export function lockfilesBeneath(root: string): string[] {
  const found: string[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const lockfile = lockfileOf(folder);
    if (lockfile !== null) found.push(lockfile);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git') {
        folders.push(join(folder, entry.name));
      }
    }
  }
  return found.sort();
}
