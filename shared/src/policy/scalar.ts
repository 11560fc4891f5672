import { CodedError } from '../errors.ts';
import { nearest } from './nearest.ts';
import type { Shape } from './shape.ts';
import { describe, wrong } from './wrong.ts';

/** A string that `parse` takes; its CodedError becomes the mistake. */
export function text<T>(expects: string, parse: (value: string) => T): Shape<T> {
  return {
    expects,
    read(node, path, mistakes) {
      if (node.type !== 'string') return wrong(node, path, mistakes, expects);
      try {
        return parse(node.value as string);
      } catch (error) {
        if (!(error instanceof CodedError)) throw error;
        mistakes.add(node, path, error.message);
        return undefined;
      }
    },
  };
}

export function matching(expects: string, pattern: RegExp): Shape<string> {
  return {
    expects,
    read(node, path, mistakes) {
      const good = node.type === 'string' && pattern.test(node.value as string);
      return good ? (node.value as string) : wrong(node, path, mistakes, expects);
    },
  };
}

export function oneOf<const T extends string>(values: readonly T[]): Shape<T> {
  const expects = `one of ${values.join(', ')}`;
  return {
    expects,
    read(node, path, mistakes) {
      const found = values.find((value) => node.type === 'string' && value === node.value);
      if (found !== undefined) return found;
      const suggestion = node.type === 'string' ? nearest(node.value as string, values) : null;
      mistakes.add(node, path, `found ${describe(node)}`, { valid: values, suggestion });
      return undefined;
    },
  };
}

export function integer(least: number, most: number): Shape<number> {
  const expects = `an integer from ${least} to ${most}`;
  return {
    expects,
    read(node, path, mistakes) {
      const value: unknown = node.value;
      const good =
        node.type === 'number' && Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
      return good ? Number(value) : wrong(node, path, mistakes, expects);
    },
  };
}

export const bool: Shape<boolean> = {
  expects: 'true or false',
  read(node, path, mistakes) {
    return node.type === 'boolean' ? (node.value as boolean) : wrong(node, path, mistakes, 'true, false');
  },
};
