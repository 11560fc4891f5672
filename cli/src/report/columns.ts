import { visible } from '../terminal.ts';

/** Of a text from elsewhere, at least this much stands in a line, however narrow the terminal is. */
const fewest = 20;

/**
 * A label, and a text from elsewhere beside it, which is escaped. No line is wider than the terminal, which would go on in
 * its first column, where only our own words stand: all go on under the text.
 */
export function labelled(label: string, text: string, width: number): string[] {
  return broken(text, width - columns(label)).map(
    (part, i) => (i === 0 ? label : ' '.repeat(label.length)) + part,
  );
}

/** The escaped text in lines of at most `most` columns, at blanks where there are. */
export function broken(text: string, most: number): string[] {
  const room = Math.max(fewest, most);
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  for (const character of visible(text)) {
    const width = widthOf(character);
    if (taken + width > room) {
      const blank = line.lastIndexOf(' ');
      const kept = blank > 0 ? line.slice(blank + 1) : '';
      lines.push(blank > 0 ? line.slice(0, blank) : line);
      line = kept;
      taken = columns(kept);
    }
    line += character;
    taken += width;
  }
  return [...lines, line];
}

function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += widthOf(character);
  return sum;
}

/** Terminals do not agree; none gives a character more than two. */
function widthOf(character: string): number {
  return character < '\u007f' ? 1 : 2;
}
