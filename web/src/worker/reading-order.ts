import { concerns, type FileSummary } from './reading.ts';

const rank = new Map(concerns.map((concern, at) => [concern, at]));

/** The files with concerns, the most dangerous first; of equals those with more concerns, then by path. */
export function lookFirst(files: readonly FileSummary[]): FileSummary[] {
  return files
    .filter((file) => file.concerns.length > 0)
    .toSorted((a, b) => danger(a) - danger(b) || b.concerns.length - a.concerns.length || a.index - b.index);
}

/** The order in which files are to be read: those to look at first, then all others by path. */
export function readingOrder(files: readonly FileSummary[]): FileSummary[] {
  return [...lookFirst(files), ...files.filter((file) => file.concerns.length === 0)];
}

/** Of its most dangerous concern: they are in order. */
function danger({ concerns: [first] }: FileSummary): number {
  return first ? (rank.get(first.concern) as number) : concerns.length;
}
