/** UTF-16 units before and after what was found. */
const before = 24;
const after = 160;

/** What was found, with what stands around it in its line; from the line's start where that is near enough. */
export interface Excerpt {
  readonly head: string;
  readonly found: string;
  readonly tail: string;
}

/** `from` and `to` are UTF-16 units of `line`. No surrogate pair is cut. */
export function excerptOf(line: string, from: number, to: number): Excerpt {
  const indent = line.length - line.trimStart().length;
  const start = from - indent <= 2 * before ? Math.min(indent, from) : whole(line, from - before);
  const end = whole(line, Math.min(line.length, to + after));
  const stop = Math.min(to, end);
  return {
    head: `${start > indent ? '…' : ''}${line.slice(start, from)}`,
    found: line.slice(from, stop),
    tail: `${line.slice(stop, end)}${end < line.length ? '…' : ''}`,
  };
}

function whole(line: string, at: number): number {
  const low = line.charCodeAt(at);
  return low >= 0xdc00 && low <= 0xdfff ? at + 1 : at;
}
