import type { Node } from 'jsonc-parser';
import { quote, type Hints, type MistakeList, type Path } from './mistakes.ts';
import { nearest } from './nearest.ts';
import { wrong } from './wrong.ts';

/** What a value in a file of ours must look like. `read` reports every mistake below `node`, then gives undefined. */
export interface Shape<T> {
  /** For people: `an integer from 1 to 4`. */
  readonly expects: string;
  readonly read: (node: Node, path: Path, mistakes: MistakeList) => T | undefined;
}

export type Read<S> = S extends Shape<infer T> ? T : never;
export type Fields = Readonly<Record<string, Shape<unknown>>>;
type Flat<T> = { readonly [K in keyof T]: T[K] };
export type ReadFields<R extends Fields, O extends Fields> = Flat<
  { [K in keyof R]: Read<R[K]> } & { [K in keyof O]?: Read<O[K]> }
>;

/** Reports a mistake at a place below the value that is checked. */
export type Complain = (at: Path, message: string, hints?: Hints) => void;

export function object<R extends Fields, O extends Fields>(
  required: R,
  optional: O,
): Shape<ReadFields<R, O>> {
  return {
    expects: 'an object',
    read(node, path, mistakes) {
      const fields = readFields(node, path, mistakes, required, optional);
      return fields.complete ? (fields.values as ReadFields<R, O>) : undefined;
    },
  };
}

/** The fields that are right; `complete` when all are there and nothing else is. */
export function readFields<R extends Fields, O extends Fields>(
  node: Node,
  path: Path,
  mistakes: MistakeList,
  required: R,
  optional: O,
): { values: Partial<ReadFields<R, O>>; complete: boolean } {
  const shapes = new Map<string, Shape<unknown>>(Object.entries({ ...required, ...optional }));
  const values = new Map<string, unknown>();
  const meant = new Set<string>();
  const properties = propertiesOf(node, path, mistakes);
  let complete = properties !== null;
  for (const [key, keyNode, valueNode] of properties ?? []) {
    const shape = shapes.get(key);
    if (shape === undefined) {
      const free = [...shapes.keys()].filter((name) => properties?.every(([other]) => other !== name));
      const suggestion = nearest(key, free);
      if (suggestion !== null) meant.add(suggestion);
      mistakes.add(keyNode, path, `unknown field ${quote(key)}`, { valid: [...shapes.keys()], suggestion });
    }
    const value = shape?.read(valueNode, [...path, key], mistakes);
    if (value === undefined) complete = false;
    else values.set(key, value);
  }
  for (const [key, shape] of Object.entries(required)) {
    if (properties === null || properties.some(([other]) => other === key)) continue;
    complete = false;
    // A misspelt field is one mistake, not two.
    if (!meant.has(key)) mistakes.add(node, path, `lacks ${quote(key)}: ${shape.expects}`);
  }
  return { values: Object.fromEntries(values) as Partial<ReadFields<R, O>>, complete };
}

/** An object whose keys are data. */
export function mapOf<K extends string, T>(keys: Shape<K>, values: Shape<T>): Shape<ReadonlyMap<K, T>> {
  return {
    expects: 'an object',
    read(node, path, mistakes) {
      const map = new Map<K, T>();
      const properties = propertiesOf(node, path, mistakes);
      let complete = properties !== null;
      for (const [key, keyNode, valueNode] of properties ?? []) {
        const name = keys.read(keyNode, path, mistakes);
        const value = values.read(valueNode, [...path, key], mistakes);
        if (name === undefined || value === undefined) complete = false;
        else map.set(name, value);
      }
      return complete ? map : undefined;
    },
  };
}

export function array<T>(items: Shape<T>, least = 0): Shape<readonly T[]> {
  const expects = least === 0 ? 'an array' : `an array of at least ${least}`;
  return {
    expects,
    read(node, path, mistakes) {
      if (node.type !== 'array') return wrong(node, path, mistakes, expects);
      const children = node.children ?? [];
      if (children.length < least) return wrong(node, path, mistakes, expects);
      const read = children.map((child, i) => items.read(child, [...path, i], mistakes));
      return read.every((item) => item !== undefined) ? read : undefined;
    },
  };
}

/** `shape`, and then what `check` has to say about its value. */
export function checked<T>(shape: Shape<T>, check: (value: T, complain: Complain) => void): Shape<T> {
  return {
    expects: shape.expects,
    read(node, path, mistakes) {
      const value = shape.read(node, path, mistakes);
      let good = value !== undefined;
      if (value !== undefined) {
        check(value, (at, message, hints) => {
          good = false;
          mistakes.addAt([...path, ...at], message, hints);
        });
      }
      return good ? value : undefined;
    },
  };
}

/** Key, key node and value node of each property once; null, and a mistake, when `node` is no object. */
function propertiesOf(node: Node, path: Path, mistakes: MistakeList): [string, Node, Node][] | null {
  if (node.type !== 'object') {
    wrong(node, path, mistakes, 'an object');
    return null;
  }
  const properties: [string, Node, Node][] = [];
  const seen = new Set<string>();
  for (const { children } of node.children ?? []) {
    const [key, value] = children as [Node, Node];
    const name = key.value as string;
    if (seen.has(name)) mistakes.add(key, path, `${quote(name)} stands here twice`);
    else properties.push([name, key, value]);
    seen.add(name);
  }
  return properties;
}
