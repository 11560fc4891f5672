import { isRecord } from '@countersign/shared/bytes/json.ts';

/** A field of package.json and a path that it names, as it is written. */
export interface EntryPoint {
  readonly field: string;
  readonly path: string;
}

/** Values of one field that are looked at; a manifest may nest as it likes. */
const valuesMax = 20_000;
const fields = ['main', 'module', 'browser', 'bin', 'exports', 'imports'] as const;

/** The files that run when the package is used. Patterns (`./*`) name everything, so nothing in particular. */
export function entriesOf(manifest: Record<string, unknown>): EntryPoint[] {
  const found: EntryPoint[] = [];
  for (const field of fields) {
    if (!Object.hasOwn(manifest, field)) continue;
    for (const path of textsWithin(manifest[field])) if (!path.includes('*')) found.push({ field, path });
  }
  const directories = Object.hasOwn(manifest, 'directories') ? manifest['directories'] : undefined;
  if (isRecord(directories) && Object.hasOwn(directories, 'bin') && typeof directories['bin'] === 'string') {
    found.push({ field: 'directories.bin', path: `${directories['bin']}/` });
  }
  // Node's own rule for a package that names nothing.
  if (!found.some(({ field }) => field === 'main' || field === 'exports')) {
    found.push({ field: 'main', path: 'index.js' });
  }
  return found;
}

/** Every text in a value, however deep: without recursion, for the value may be deeper than the stack. */
function textsWithin(value: unknown): Set<string> {
  const texts = new Set<string>();
  const open: unknown[] = [value];
  for (let seen = 0; open.length > 0 && seen < valuesMax; seen++) {
    const next = open.pop();
    if (typeof next === 'string') texts.add(next);
    else if (typeof next === 'object' && next !== null) {
      for (const inner of Object.values(next).slice(0, valuesMax).reverse()) open.push(inner);
    }
  }
  return texts;
}

/** Folders that are looked through: each costs a walk over all paths. */
const foldersMax = 8;

/** Finds what of a tree a written path means, as Node and npm look for it. */
export class PathFinder {
  readonly #paths: ReadonlySet<string>;
  #folders = 0;

  constructor(paths: Iterable<string>) {
    this.#paths = new Set(paths);
  }

  find(written: string): string[] {
    const path = normalise(written);
    if (written.endsWith('/') && path !== '' && this.#folders++ < foldersMax) {
      return Array.from(this.#paths).filter((each) => each.startsWith(`${path}/`));
    }
    const stem = path === '' ? '' : `${path}/`;
    const tried = [
      path,
      ...['.js', '.cjs', '.mjs', '.json', '.node'].map((end) => path + end),
      `${stem}index.js`,
    ];
    const found = tried.find((each) => this.#paths.has(each));
    return found === undefined ? [] : [found];
  }
}

/** `./lib/../bin//run.js` names `bin/run.js`; what leads outside names nothing. */
function normalise(written: string): string {
  const components: string[] = [];
  for (const component of written.slice(0, 4096).split('/')) {
    if (component === '..') components.pop();
    else if (component !== '' && component !== '.') components.push(component);
  }
  return components.join('/');
}
