const widest = 100;
const narrowest = 40;

/**
 * The lines of a text, broken at blanks where longer than the terminal; what follows is indented as the line was. A word
 * that fits nowhere, such as a digest, stays beside its label.
 */
export function wrapped(text: string, width: number): string[] {
  const most = Math.max(narrowest, Math.min(widest, width));
  return text.split('\n').flatMap((line) => wrapLine(line, most));
}

function wrapLine(line: string, most: number): string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = '';
  for (const word of line.slice(indent.length).split(' ')) {
    const fits = (text: string): boolean => indent.length + text.length <= most;
    if (current !== '' && !fits(`${current} ${word}`) && fits(word)) {
      lines.push(indent + current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  lines.push(current === '' ? '' : indent + current);
  return lines;
}
