import { equalBytes } from '@countersign/shared/bytes/compare.ts';
import { Frontier } from '@countersign/shared/log/frontier.ts';
import { leafHash } from '@countersign/shared/log/merkle.ts';
import type { CheckedNote } from '@countersign/shared/trust/replay.ts';

/**
 * What the log's key signed twice: two roots for one size, or a root that the entries below `whole` do not give. Entries
 * that do not make up `whole`, which are this cache's own fault, prove nothing.
 */
export function contradiction(
  notes: readonly CheckedNote[],
  whole: CheckedNote | null,
  entries: readonly Uint8Array[],
): string | null {
  const roots = whole
    ? rootsOf(
        entries,
        whole,
        notes.map(({ size }) => size),
      )
    : new Map<number, Uint8Array>();
  for (const { size, root } of notes) {
    const known = roots.get(size);
    if (known && !equalBytes(known, root)) return refusal(size);
    roots.set(size, root);
  }
  return null;
}

/** The roots of the first `sizes` entries; none at all unless all of them together give the checkpoint `whole`. */
export function rootsOf(
  entries: readonly Uint8Array[],
  whole: Pick<CheckedNote, 'size' | 'root'>,
  sizes: readonly number[],
): Map<number, Uint8Array> {
  const wanted = new Set(sizes);
  const roots = new Map<number, Uint8Array>();
  const frontier = new Frontier();
  if (wanted.has(0)) roots.set(0, frontier.root());
  for (const bytes of entries) {
    frontier.append(leafHash(bytes));
    if (wanted.has(frontier.size)) roots.set(frontier.size, frontier.root());
  }
  return frontier.size === whole.size && equalBytes(frontier.root(), whole.root) ? roots : new Map();
}

export const refusal = (size: number): string =>
  `its key signed two histories for size ${size}: it is refused for good`;
