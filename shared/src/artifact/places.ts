import { CodedError } from '../errors.ts';

/** The paths of an archive, each taken once and by one kind of thing; folders that a path implies count too. */
export class Places {
  readonly #leaves = new Set<string>();
  readonly #folders = new Set<string>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  /** A file or link; throws `archive-duplicate-path` where there is anything already. */
  addLeaf(path: string): void {
    if (this.#leaves.has(path) || this.#folders.has(path)) throw duplicate(path);
    this.#leaves.add(path);
    this.#addFoldersAbove(path);
  }

  /** A folder, which may be named many times; throws `archive-duplicate-path` where there is a file or link. */
  addFolder(path: string): void {
    if (this.#leaves.has(path)) throw duplicate(path);
    this.#folders.add(path);
    this.#addFoldersAbove(path);
  }

  *all(): Iterable<string> {
    yield* this.#leaves;
    yield* this.#folders;
  }

  isLeaf(path: string): boolean {
    return this.#leaves.has(path);
  }

  #addFoldersAbove(path: string): void {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      if (this.#folders.has(folder)) break;
      if (this.#leaves.has(folder)) throw duplicate(folder);
      this.#folders.add(folder);
    }
    if (this.#leaves.size + this.#folders.size > this.#max) {
      throw new CodedError('archive-too-many-entries', 'too many files and folders');
    }
  }
}

function duplicate(path: string): CodedError {
  return new CodedError('archive-duplicate-path', 'two entries take one path', { path });
}
