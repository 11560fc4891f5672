import { indentOf } from './duplicate-keys.ts';
import { readKey, walkJson, type JsonVisitor } from './json-walk.ts';
import { childKey } from './location.ts';

/** Where the entries of a lockfile stand, 1-based; looked up when first asked for. */
export class EntryLines {
  readonly #text: string;
  #packages: ReadonlyMap<string, number> | undefined;
  #walked: Recorder | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** The lines of `packages`, which has `keys`. */
  ofPackages(keys: readonly string[]): ReadonlyMap<string, number> {
    this.#packages ??= findIndented(this.#text, keys) ?? this.#walk().packages;
    return this.#packages;
  }

  /** The lines of `dependencies`, nested ones too, by the keys that they would have in `packages`. */
  ofDependencies(): ReadonlyMap<string, number> {
    return this.#walk().dependencies;
  }

  #walk(): Recorder {
    if (this.#walked === undefined) {
      this.#walked = new Recorder(this.#text);
      walkJson(this.#text, this.#walked);
    }
    return this.#walked;
  }
}

/** The quick way, for a file that is indented as npm does; null when not every key is found so. */
function findIndented(text: string, keys: readonly string[]): Map<string, number> | null {
  const indent = indentOf(text);
  if (indent === '') return null;
  const found = new Map<string, number>();
  let line = 1;
  let counted = 0;
  let at = text.indexOf(`\n${indent}"packages":`);
  for (const key of keys) {
    at = text.indexOf(`\n${indent}${indent}${JSON.stringify(key)}:`, at);
    if (at < 0) return null;
    for (; counted <= at; line++) counted = text.indexOf('\n', counted) + 1;
    found.set(key, line);
  }
  return found;
}

interface Frame {
  readonly kind: 'root' | 'packages' | 'dependencies' | 'entry' | 'other';
  readonly place: string;
}
const other: Frame = { kind: 'other', place: '' };

class Recorder implements JsonVisitor {
  readonly packages = new Map<string, number>();
  readonly dependencies = new Map<string, number>();
  readonly #text: string;
  readonly #frames: Frame[] = [];
  #frame: Frame = other;
  #next: Frame = { kind: 'root', place: '' };

  constructor(text: string) {
    this.#text = text;
  }

  key(start: number, end: number, line: number): void {
    const { kind, place } = this.#frame;
    this.#next = other;
    if (kind === 'other') return;
    const key = readKey(this.#text, start, end);
    if (kind === 'packages') {
      this.packages.set(key, line);
    } else if (kind === 'dependencies') {
      const inner = childKey(place, key);
      this.dependencies.set(inner, line);
      this.#next = { kind: 'entry', place: inner };
    } else if (key === 'dependencies') {
      this.#next = { kind: 'dependencies', place };
    } else if (key === 'packages' && kind === 'root') {
      this.#next = { kind: 'packages', place };
    }
  }

  open(isObject: boolean): void {
    this.#frames.push(this.#frame);
    this.#frame = isObject ? this.#next : other;
    this.#next = other;
  }

  close(): void {
    this.#frame = this.#frames.pop() as Frame;
  }
}
