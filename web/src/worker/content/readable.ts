import type { ReadableText } from '../reading.ts';

/** Minified code broken into lines, and their diff; null when neither side looks minified. */
export function readableText(_base: Uint8Array | null, _target: Uint8Array | null): ReadableText | null {
  return null;
}
