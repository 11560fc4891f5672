import type { FlagPredicate } from '@countersign/shared/statement/flag.ts';
import type { FileSummary, Side } from '../../../worker/reading.ts';
import type { Comment, EvidencePlace } from '../draft.ts';

/** As a flag's schema has it. */
const mostPlaces = 32;

/**
 * The places that a flag begins with: the cursor's, then the comments'. A line that is gone is no line of this release: of
 * it the file alone remains.
 */
export function evidenceNow(
  cursor: { readonly path: string; readonly side: Side; readonly line: number } | null,
  comments: readonly Comment[],
): EvidencePlace[] {
  const marked = [...(cursor ? [{ ...cursor, to: cursor.line }] : []), ...comments];
  const places = new Map<string, EvidencePlace>();
  for (const { path, side, line, to } of marked) {
    const lines = side === 'target' ? ([line + 1, to + 1] as const) : null;
    places.set(JSON.stringify([path, lines]), { path, lines });
  }
  return [...places.values()].slice(0, mostPlaces);
}

/** With the digests of the files that are named. A file that the release lacks cannot be looked at in it. */
export function evidenceOf(
  places: readonly EvidencePlace[],
  files: readonly FileSummary[],
): FlagPredicate['evidence'] {
  return places.flatMap(({ path, lines }) => {
    const version = files.find((file) => file.path === path)?.target;
    if (!version) return [];
    return [
      { path, ...(lines === null ? {} : { lines: [...lines] as [number, number] }), sha256: version.sha256 },
    ];
  });
}

/** `14`, `14-20`, or empty for the whole file; undefined for anything else. */
export function readLines(text: string): EvidencePlace['lines'] | undefined {
  if (text.trim() === '') return null;
  const [, first, last = first] =
    /^\s*([1-9][0-9]{0,8})\s*(?:[-–]\s*([1-9][0-9]{0,8})\s*)?$/.exec(text) ?? [];
  if (first === undefined || last === undefined || Number(first) > Number(last)) return undefined;
  return [Number(first), Number(last)];
}
