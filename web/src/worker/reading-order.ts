import { type FileSummary, concerns } from './reading.ts';

const rank = new Map(concerns.map((concern, at) => [concern, at]));

/**
 * The order in which files are to be read, as indices of `Reading.files`: package.json, which says what of the others
 * runs; then by their most dangerous concern; then those without any, as they come.
 */
export function readingOrder(files: readonly FileSummary[]): number[] {
  const danger = ({ concerns: [first], path }: FileSummary): number =>
    path === 'package.json' ? -1 : first ? (rank.get(first.concern) as number) : concerns.length;
  return files
    .map((file) => ({ index: file.index, danger: danger(file) }))
    .sort((a, b) => a.danger - b.danger || a.index - b.index)
    .map(({ index }) => index);
}
