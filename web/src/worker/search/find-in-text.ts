/** Where a text stands in a line. */
export interface LineMatch {
  /** From the first line of what was searched. */
  readonly line: number;
  /** UTF-16 units. */
  readonly from: number;
  readonly to: number;
}

/** Finds a literal text, without overlaps, by lines that end with LF. */
export class TextFinder {
  readonly #pattern: RegExp;

  constructor(text: string, matchCase: boolean) {
    this.#pattern = new RegExp(escaped(text), matchCase ? 'g' : 'gi');
  }

  /** How often it is in `text`; the first `room` matches are added to `matches`. */
  find(text: string, matches: LineMatch[], room: number): number {
    let count = 0;
    let line = 0;
    let lineStart = 0;
    let feed = text.indexOf('\n');
    const last = matches.length + room;
    for (const found of text.matchAll(this.#pattern)) {
      count++;
      if (matches.length >= last) continue;
      while (feed >= 0 && feed < found.index) {
        line++;
        lineStart = feed + 1;
        feed = text.indexOf('\n', lineStart);
      }
      const from = found.index - lineStart;
      matches.push({ line, from, to: from + found[0].length });
    }
    return count;
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
