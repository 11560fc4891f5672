/** Where a text stands in a line. */
export interface LineMatch {
  /** From the first line of what was searched. */
  readonly line: number;
  /** UTF-16 units. */
  readonly from: number;
  readonly to: number;
}

const countedAtOnce = 10_000;

/** Finds a literal text, without overlaps, by lines that end with LF. */
export class TextFinder {
  readonly #pattern: RegExp;

  constructor(text: string, matchCase: boolean) {
    this.#pattern = new RegExp(escaped(text), matchCase ? 'g' : 'gi');
  }

  /**
   * Adds the first `room` matches in `text` to `matches`, and yields how many more there are in all, now and then: a
   * line of megabytes may hold millions.
   */
  *find(text: string, matches: LineMatch[], room: number): Generator<number, void, undefined> {
    let count = 0;
    let line = 0;
    let lineStart = 0;
    let feed = text.indexOf('\n');
    const last = matches.length + room;
    for (const found of text.matchAll(this.#pattern)) {
      if (++count === countedAtOnce) {
        yield count;
        count = 0;
      }
      if (matches.length >= last) continue;
      while (feed >= 0 && feed < found.index) {
        line++;
        lineStart = feed + 1;
        feed = text.indexOf('\n', lineStart);
      }
      const from = found.index - lineStart;
      matches.push({ line, from, to: from + found[0].length });
    }
    yield count;
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
