import { counted, grouped } from '../../ui/counts.ts';

interface Size {
  readonly base: unknown;
  readonly added: number | null;
  readonly removed: number | null;
  readonly files: number | null;
}

/** `+41 −12 in 3 files`; `820 lines in 12 files` of a whole release; what to say when nobody counted. */
export function sizeInWords({ base, added, removed, files }: Size): string {
  if (added === null || removed === null) return 'not counted yet';
  const within = files === null ? '' : ` in ${counted(files, 'file', 'files')}`;
  if (base === null) return `${counted(added, 'line', 'lines')}${within}`;
  return `+${grouped(added)} −${grouped(removed)}${within}`;
}
