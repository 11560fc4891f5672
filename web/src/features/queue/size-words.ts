import { counted, grouped } from '../../ui/counts.ts';

interface Size {
  readonly base: unknown;
  readonly added: number | null;
  readonly removed: number | null;
  readonly files: number | null;
}

/** `+41 −12`, `in 3 files`; `820 lines` of a whole release; what to say when nobody counted. */
export function sizeInWords({ base, added, removed, files }: Size): { lines: string; within: string | null } {
  if (added === null || removed === null) return { lines: 'not counted yet', within: null };
  const within = files === null ? null : `in ${counted(files, 'file', 'files')}`;
  const lines = base === null ? counted(added, 'line', 'lines') : `+${grouped(added)} −${grouped(removed)}`;
  return { lines, within };
}
