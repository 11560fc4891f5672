import { CodedError } from '@countersign/shared/errors.ts';
import { readKey, walkJson, type JsonVisitor } from './json-walk.ts';

/** Where the entries stand, 1-based, by the keys that npm 7 gives them. */
export interface EntryLines {
  readonly packages: ReadonlyMap<string, number>;
  readonly dependencies: ReadonlyMap<string, number>;
}

const maxLocation = 2048;
const maxEntries = 100_000;

type Frame = { kind: 'root' | 'packages' | 'dependencies' | 'entry' | 'other'; location: string };
const other: Frame = { kind: 'other', location: '' };

/**
 * The lines of the entries of a lockfile, and that no object in it has a key twice: JSON.parse takes the last one where
 * other readers take the first. `members` is how many members the parsed value has. Throws `lockfile-duplicate-key`.
 */
export function findEntryLines(text: string, members: number): EntryLines {
  const recorder = new Recorder(text);
  walkJson(text, recorder);
  if (recorder.members !== members) throw duplicateKey(text);
  return recorder;
}

class Recorder implements JsonVisitor {
  readonly packages = new Map<string, number>();
  readonly dependencies = new Map<string, number>();
  members = 0;
  readonly #text: string;
  readonly #frames: Frame[] = [];
  #frame: Frame = other;
  #next: Frame = { kind: 'root', location: '' };

  constructor(text: string) {
    this.#text = text;
  }

  key(start: number, end: number, line: number): void {
    this.members++;
    const { kind, location } = this.#frame;
    this.#next = other;
    if (kind === 'other') return;
    const key = readKey(this.#text, start, end);
    if (kind === 'packages') {
      this.packages.set(key, line);
    } else if (kind === 'dependencies') {
      const inner = location === '' ? `node_modules/${key}` : `${location}/node_modules/${key}`;
      if (inner.length > maxLocation) throw tooLarge(line, `a key longer than ${maxLocation} characters`);
      this.dependencies.set(inner, line);
      this.#next = { kind: 'entry', location: inner };
    } else if (key === 'dependencies') {
      this.#next = { kind: 'dependencies', location };
    } else if (key === 'packages' && kind === 'root') {
      this.#next = { kind: 'packages', location };
    }
    if (this.packages.size + this.dependencies.size > maxEntries) throw tooLarge(line, `more than ${maxEntries} entries`);
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

/** How many members all objects of a parsed value have. Throws `lockfile-unreadable` for a key `__proto__`. */
export function countMembers(value: unknown): number {
  let members = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const container = open.pop();
    if (Array.isArray(container)) {
      for (const item of container) if (typeof item === 'object' && item !== null) open.push(item);
      continue;
    }
    if (typeof container !== 'object' || container === null) continue;
    for (const key of Object.keys(container)) {
      members++;
      if (key === '__proto__') throw new CodedError('lockfile-unreadable', 'it has a key "__proto__"');
      const item = (container as Record<string, unknown>)[key];
      if (typeof item === 'object' && item !== null) open.push(item);
    }
  }
  return members;
}

function duplicateKey(text: string): CodedError {
  const seen: Set<string>[] = [];
  let found: { key: string; line: number } | undefined;
  walkJson(text, {
    key(start, end, line) {
      const key = readKey(text, start, end);
      const keys = seen.at(-1) as Set<string>;
      if (keys.has(key)) found ??= { key, line };
      keys.add(key);
    },
    open: () => void seen.push(new Set()),
    close: () => void seen.pop(),
  });
  const { key, line } = found as { key: string; line: number };
  const message = `line ${line}: the key ${JSON.stringify(key.slice(0, 200))} stands twice in one object`;
  return new CodedError('lockfile-duplicate-key', `${message}; run npm install to write the file anew`, { line });
}

function tooLarge(line: number, reason: string): CodedError {
  return new CodedError('lockfile-too-large', `line ${line}: ${reason}`, { line });
}
