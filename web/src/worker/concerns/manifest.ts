import type { Tree, TreeEntry } from '@countersign/shared/artifact/tree.ts';
import { isRecord } from '@countersign/shared/bytes/json.ts';
import { entriesOf, type EntryPoint } from './entry-points.ts';

/** What a package.json says that a reviewer must know. It is hostile: any value may be of any type. */
export interface Manifest {
  /** Why it could not be read; null when it was, or is not there. */
  readonly problem: string | null;
  readonly scripts: ReadonlyMap<string, string>;
  readonly entries: readonly EntryPoint[];
  /** By `kind name`, such as `optional x`. */
  readonly dependencies: ReadonlyMap<string, Dependency>;
}

interface Dependency {
  readonly kind: string;
  readonly name: string;
  readonly range: string;
}

/** Bytes. */
const lengthMax = 4 * 1024 * 1024;
const lax = new TextDecoder();

const dependencyKinds = {
  dependencies: 'dependency',
  optionalDependencies: 'optional dependency',
  peerDependencies: 'peer dependency',
} as const;

const nothing: Manifest = { problem: null, scripts: new Map(), entries: [], dependencies: new Map() };

/** Of the package at the top of the tree. */
export function manifestOf(tree: Tree | null): Manifest {
  const entry = tree?.entries.find(({ path }) => path === 'package.json');
  return entry ? readManifest(entry) : nothing;
}

function readManifest(entry: TreeEntry): Manifest {
  if (entry.type !== 'file') return { ...nothing, problem: 'it is a link' };
  if (entry.content.length > lengthMax) return { ...nothing, problem: 'it is too large' };
  let value: unknown;
  try {
    value = JSON.parse(lax.decode(entry.content));
  } catch {
    return { ...nothing, problem: 'it is not JSON' };
  }
  if (!isRecord(value)) return { ...nothing, problem: 'it is not an object' };
  return {
    problem: null,
    scripts: textsOf(member(value, 'scripts')),
    entries: entriesOf(value),
    dependencies: dependenciesOf(value),
  };
}

/** An own member: a name such as `constructor` finds nothing that is not written there. */
function member(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Those members of an object that are text. */
function textsOf(value: unknown): Map<string, string> {
  const texts = new Map<string, string>();
  if (!isRecord(value)) return texts;
  for (const [name, text] of Object.entries(value)) if (typeof text === 'string') texts.set(name, text);
  return texts;
}

function dependenciesOf(manifest: Record<string, unknown>): Map<string, Dependency> {
  const found = new Map<string, Dependency>();
  for (const [field, kind] of Object.entries(dependencyKinds)) {
    for (const [name, range] of textsOf(member(manifest, field))) {
      found.set(`${kind} ${name}`, { kind, name, range });
    }
  }
  for (const field of ['bundledDependencies', 'bundleDependencies']) {
    const names = member(manifest, field);
    if (!Array.isArray(names)) continue;
    for (const name of names as unknown[]) {
      if (typeof name !== 'string') continue;
      found.set(`packed ${name}`, { kind: 'dependency that is packed along', name, range: '' });
    }
  }
  return found;
}
