import { grouped, numbered } from '../../../ui/counts.ts';
import type { FileSummary } from '../../../worker/reading.ts';
import type { Coverage } from '../coverage.ts';

/** Always in view: `29 lines unread, 0 not shown`. */
export function leftText({ unread, notShown, uncounted }: Coverage): string {
  const text = `${numbered(unread, 'line')} unread, ${grouped(notShown)} not shown`;
  return uncounted === 0 ? text : `${text}, ${numbered(uncounted, 'file')} being counted`;
}

/** What a mark was worth: a file is covered only when all of it was shown, too. */
export function markedText(notShown: number): string {
  if (notShown === 0) return 'Marked read';
  return `Marked, but ${numbered(notShown, 'line')} of it ${notShown === 1 ? 'was' : 'were'} never shown`;
}

/** What a signature would say was read, in sentences. `reading` are the files that it is of. */
export function coverageText(coverage: Coverage, reading: readonly FileSummary[]): string[] {
  return [...coverageSentences(coverage), ...binarySentences(coverage, reading)];
}

/** Nobody reads a picture's bytes, and nobody should believe that somebody did. */
function binarySentences({ files }: Coverage, reading: readonly FileSummary[]): string[] {
  const binaries = reading.filter(({ index, content }) => content === 'binary' && files[index]?.covered);
  if (binaries.length === 0) return [];
  const [are, their] = binaries.length === 1 ? ['is', 'its'] : ['are', 'their'];
  return [
    `${numbered(binaries.length, 'file')} of these ${are} no text: what was shown is ${their} size, digest and first bytes.`,
  ];
}

function coverageSentences(coverage: Coverage): string[] {
  const { files, filesRead, filesCovered, notShown, uncounted, complete } = coverage;
  if (complete) {
    return [
      files.length === 1
        ? 'You read the one file that there is: it was shown in full and you marked it read.'
        : `You read all ${numbered(files.length, 'file')}: each was shown in full and marked read.`,
    ];
  }
  const sentences = [
    filesCovered === 0
      ? 'A file counts as read once all of it was shown and you marked it. So far none does.'
      : `${grouped(filesCovered)} of ${numbered(files.length, 'file')} ${filesCovered === 1 ? 'is' : 'are'} read.`,
  ];
  const marked = filesRead - filesCovered;
  if (marked > 0) {
    const more = filesCovered === 0 ? '' : ' more';
    const text = marked === 1 ? 'file is marked, but was not' : 'files are marked, but were not';
    sentences.push(`${grouped(marked)}${more} ${text} shown in full.`);
  }
  if (notShown > 0) {
    sentences.push(`${numbered(notShown, 'changed line')} ${notShown === 1 ? 'was' : 'were'} never shown.`);
  }
  if (uncounted > 0) sentences.push(`${numbered(uncounted, 'file')} could not be counted yet.`);
  return sentences;
}

/** What an incomplete reading is worth. */
export const incompleteWarning =
  'This is no complete reading. You may sign what you read, and others will see which files; but it counts for no gate.';
