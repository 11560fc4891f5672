import type { LineTokens } from '../reading.ts';

const spanWidth = 3;

/** Collects tokens, which come in the order of the text, and splits them at its lines. */
export class TokenList {
  private readonly text: string;
  /** For each line that has begun, how many spans stand before it. */
  private readonly lines: number[] = [0];
  private spans = new Uint32Array(3072);
  private length = 0;
  /** Of the line that is being filled; its end is that of its text, before the LF. */
  private lineStart = 0;
  private lineEnd: number;

  constructor(text: string) {
    this.text = text;
    this.lineEnd = endOfLine(text, 0);
  }

  get size(): number {
    return this.length / spanWidth;
  }

  /** Offsets into the whole text. */
  add(from: number, to: number, style: number): void {
    let start = from;
    while (start < to) {
      while (start > this.lineEnd) this.nextLine();
      const end = Math.min(to, this.lineEnd);
      if (end > start) this.push(start - this.lineStart, end - this.lineStart, style);
      // Past the LF.
      start = Math.max(start, end) + 1;
      if (end === to) break;
    }
  }

  finish(): LineTokens {
    while (this.lineEnd < this.text.length) this.nextLine();
    // What follows the last LF is a line only if it is not empty.
    if (this.lineStart < this.text.length) this.lines.push(this.size);
    return { lines: Uint32Array.from(this.lines), spans: this.spans.slice(0, this.length) };
  }

  private nextLine(): void {
    this.lines.push(this.size);
    this.lineStart = this.lineEnd + 1;
    this.lineEnd = endOfLine(this.text, this.lineStart);
  }

  private push(from: number, to: number, style: number): void {
    const first = (this.lines.at(-1) as number) * spanWidth;
    const { spans, length } = this;
    if (length > first && spans[length - 2] === from && spans[length - 1] === style) {
      spans[length - 2] = to;
      return;
    }
    if (length === spans.length) {
      this.spans = new Uint32Array(length * 2);
      this.spans.set(spans);
    }
    this.spans[this.length++] = from;
    this.spans[this.length++] = to;
    this.spans[this.length++] = style;
  }
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}
