import type { Side } from '../../../worker/reading.ts';

/** Lines of one side, from 0, end exclusive. */
export interface LineRange {
  readonly side: Side;
  readonly from: number;
  readonly to: number;
}

/** What of a line was on screen, in UTF-16 units; of a line of no units the whole is [0, 0). */
export interface SeenPart {
  readonly side: Side;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** Of the whole line. */
  readonly units: number;
}

/**
 * Which lines were on screen to their end. A line that is longer than the screen is shown once all of it was, from its
 * start on without a gap; so nothing hides behind a margin.
 */
export class ShownLines {
  private readonly whole = { base: new Set<number>(), target: new Set<number>() };
  private readonly seenTo = { base: new Map<number, number>(), target: new Map<number, number>() };

  /** Was the whole line on screen? */
  has(side: Side, line: number): boolean {
    return this.whole[side].has(line);
  }

  /** The lines that `parts` complete, in ranges; none twice. */
  see(parts: Iterable<SeenPart>): LineRange[] {
    const fresh = { base: [] as number[], target: [] as number[] };
    for (const { side, line, from, to, units } of parts) {
      if (this.has(side, line)) continue;
      const before = this.seenTo[side].get(line) ?? 0;
      if (from > before) continue;
      const seen = Math.max(before, to);
      if (seen < units) {
        this.seenTo[side].set(line, seen);
        continue;
      }
      this.seenTo[side].delete(line);
      this.whole[side].add(line);
      fresh[side].push(line);
    }
    return [...ranges('base', fresh.base), ...ranges('target', fresh.target)];
  }
}

function ranges(side: Side, lines: number[]): LineRange[] {
  const found: { side: Side; from: number; to: number }[] = [];
  for (const line of lines.sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last?.to === line) last.to++;
    else found.push({ side, from: line, to: line + 1 });
  }
  return found;
}
