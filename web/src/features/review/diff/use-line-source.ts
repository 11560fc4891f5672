import { useCallback, useMemo, useState } from 'react';
import type { FileText, LineTokens, ReadableText, SearchHit, Side } from '../../../worker/reading.ts';
import { lineWindow, windowUnits } from './line-window.ts';
import { movedLines, type Moves } from './moved-lines.ts';
import type { LineSource } from './prepared-line.ts';
import type { RawLines } from './raw-lines.ts';

interface Shown {
  readonly index: number;
  readonly text: FileText | ReadableText;
  /** Not a guide, in which nothing is found: hits are places in the raw file. */
  readonly isRaw: boolean;
  readonly raw: RawLines;
  readonly moves: Moves;
  readonly tokens: { readonly base: LineTokens | null; readonly target: LineTokens | null };
  readonly hits: readonly SearchHit[];
  readonly activeHit: SearchHit | null;
  readonly columnsInView: LineSource['columnsInView'];
}

export interface LineWindows {
  /** Shows the part of a long line that begins there; its first part when below 0. */
  move(side: Side, line: number, from: number): void;
}

const noHits: readonly SearchHit[] = [];

/** What lines are drawn from, and which parts of long lines are in view. */
export function useLineSource(shown: Shown): { source: LineSource; windows: LineWindows } {
  const { index, text, isRaw, raw, moves, tokens, hits, activeHit, columnsInView } = shown;
  const [starts, setStarts] = useState<ReadonlyMap<string, number>>(() => new Map());
  const moved = useMemo(() => movedLines(moves, index), [moves, index]);
  const byLine = useMemo(() => hitsByLine(isRaw ? hits : noHits, index), [hits, index, isRaw]);
  const active = isRaw && activeHit?.index === index ? activeHit : null;
  const { base, target } = tokens;
  const from = columnsInView?.from;
  const to = columnsInView?.to;
  const source = useMemo<LineSource>(
    () => ({
      text,
      tokens: { base, target },
      moved,
      hitsOf: (side, line) => byLine.get(lineKey(side, line)) ?? noHits,
      activeHit: active,
      columnsInView: from === undefined || to === undefined ? null : { from, to },
      windowStart: (side, line) => starts.get(lineKey(side, line)) ?? 0,
      rawLine: (side, line) => raw.toRaw(side, line),
    }),
    [text, base, target, moved, byLine, active, from, to, starts, raw],
  );
  const move = useCallback((side: Side, line: number, from: number) => {
    setStarts((before) => new Map(before).set(lineKey(side, line), Math.max(0, from)));
  }, []);
  return { source, windows: useMemo(() => ({ move }), [move]) };
}

/** Where the window of a line must begin so that a hit is in it. */
export function windowWithHit(source: LineSource, hit: SearchHit): number {
  const text = source.text[hit.side];
  if (text === null) return 0;
  const start = source.windowStart(hit.side, hit.line);
  const { from, text: drawn } = lineWindow(text, hit.line, start);
  if (hit.from >= from && hit.to <= from + drawn.length) return from;
  const slice = Math.floor(hit.from / windowUnits) * windowUnits;
  return hit.to <= slice + windowUnits ? slice : Math.max(0, hit.from - windowUnits / 10);
}

function hitsByLine(hits: readonly SearchHit[], index: number): ReadonlyMap<string, SearchHit[]> {
  const lines = new Map<string, SearchHit[]>();
  for (const hit of hits) {
    if (hit.index !== index) continue;
    const key = lineKey(hit.side, hit.line);
    const known = lines.get(key);
    if (known) known.push(hit);
    else lines.set(key, [hit]);
  }
  return lines;
}

export function lineKey(side: Side, line: number): string {
  return `${side} ${line}`;
}
