import type { ReadableText, Side } from '../../../worker/reading.ts';
import { lastAtMost } from './row-model.ts';

/** From the lines that are shown to those of the raw file and back; both from 0. */
export interface RawLines {
  toRaw(side: Side, line: number): number;
  /** The first line that shows some of it. */
  fromRaw(side: Side, line: number): number;
}

const same: RawLines = { toRaw: (_, line) => line, fromRaw: (_, line) => line };

export function rawLines(readable: ReadableText | null): RawLines {
  if (readable === null) return same;
  const raw = { base: readable.baseRaw, target: readable.targetRaw };
  return {
    toRaw: (side, line) => raw[side][line] ?? 0,
    fromRaw: (side, line) => {
      const lines = raw[side];
      return lastAtMost(lines.length, line - 1, (at) => lines[at] as number) + 1;
    },
  };
}
