import type { LockedPackage } from './locked-package.ts';
import { nameOfKey, parentKey } from './location.ts';

/** The packages of a lockfile, by key and as Node.js looks them up. */
export class PackageTree {
  readonly packages: ReadonlyMap<string, LockedPackage>;
  /** Folder → what lies in its node_modules, by name. */
  readonly #inside = new Map<string, Map<string, LockedPackage>>();

  constructor(packages: ReadonlyMap<string, LockedPackage>) {
    this.packages = packages;
    for (const locked of packages.values()) {
      const name = nameOfKey(locked.key);
      if (name === null) continue;
      const folder = parentKey(locked.key);
      const inside = this.#inside.get(folder);
      if (inside === undefined) this.#inside.set(folder, new Map([[name, locked]]));
      else inside.set(name, locked);
    }
  }

  /** What Node.js finds for `name` from the package or folder at `from`; a link is not yet followed. */
  find(from: string, name: string): LockedPackage | null {
    for (let folder = from; ; folder = parentKey(folder)) {
      const found = this.#inside.get(folder)?.get(name);
      if (found !== undefined) return found;
      if (folder === '') return null;
    }
  }

  /** What lies directly in the node_modules of `folder`. */
  inside(folder: string): readonly LockedPackage[] {
    return [...(this.#inside.get(folder)?.values() ?? [])];
  }
}
