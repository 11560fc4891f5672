import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Side } from '../../../worker/reading.ts';
import { type LineRange, type SeenPart, ShownLines } from './shown-lines.ts';

/** How long a line is on screen before it counts, in ms: what flies by was not shown. */
const dwell = 200;

/** What is in view of the changed lines, by `target 12`. */
type InView = ReadonlyMap<string, SeenPart>;

/** Length and start of the part of a line that is drawn, in UTF-16 units. */
export type WindowOf = (side: Side, line: number) => { from: number; length: number; units: number } | null;

/** Reports changed lines once they were really on screen. `look` is to be called whenever the view may have changed. */
export function useShown(
  scroller: RefObject<HTMLElement | null>,
  windowOf: WindowOf,
  onShown: ((ranges: readonly LineRange[]) => void) | null,
): () => void {
  const latest = useRef({ windowOf, onShown });
  const [watch] = useState(() => ({ shown: new ShownLines(), timer: 0, before: new Map() as InView }));
  const [look] = useState(() => () => {
    if (watch.timer !== 0) return;
    const sample = () => {
      watch.timer = 0;
      const { windowOf, onShown } = latest.current;
      const node = scroller.current;
      if (onShown === null || node === null) return;
      const now = partsInView(node, windowOf);
      const fresh = watch.shown.see(inBoth(watch.before, now));
      const moved = !isEqual(watch.before, now);
      watch.before = now;
      if (fresh.length > 0) onShown(fresh);
      if (moved) watch.timer = window.setTimeout(sample, dwell);
    };
    watch.timer = window.setTimeout(sample, dwell / 4);
  });
  useEffect(() => {
    latest.current = { windowOf, onShown };
    look();
  });
  useEffect(() => {
    document.addEventListener('visibilitychange', look);
    window.addEventListener('resize', look);
    window.addEventListener('scroll', look, { passive: true, capture: true });
    return () => {
      clearTimeout(watch.timer);
      watch.timer = 0;
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('resize', look);
      window.removeEventListener('scroll', look, { capture: true });
    };
  }, [look, watch]);
  return look;
}

/** By where the boxes are on the screen, so that nothing counts that is cut off at any edge. */
function partsInView(scroller: HTMLElement, windowOf: WindowOf): InView {
  const parts = new Map<string, SeenPart>();
  if (document.visibilityState !== 'visible') return parts;
  const frame = scroller.getBoundingClientRect();
  const top = Math.max(0, frame.top);
  const bottom = Math.min(window.innerHeight, frame.top + scroller.clientHeight);
  const right = Math.min(window.innerWidth, frame.left + scroller.clientWidth);
  if (isCovered(scroller, (frame.left + right) / 2, (top + bottom) / 2)) return parts;
  for (const cell of scroller.querySelectorAll<HTMLElement>('[data-changed]')) {
    const side = cell.dataset['side'] as Side;
    const line = Number(cell.dataset['line']);
    const drawn = windowOf(side, line);
    const text = cell.firstElementChild;
    if (drawn === null || text === null) continue;
    const box = text.getBoundingClientRect();
    const edge = cell.getBoundingClientRect();
    const wraps = box.height > 30;
    const from = wraps ? fraction(top, box.top, box.height) : fraction(edge.left, box.left, box.width);
    const to = wraps
      ? fraction(bottom, box.top, box.height)
      : fraction(Math.min(edge.right, right), box.left, box.width);
    if (to <= from && box.width > 0) continue;
    if (!wraps && (box.top < top - 1 || box.bottom > bottom + 1)) continue;
    parts.set(`${side} ${line}`, {
      side,
      line,
      from: drawn.from + Math.ceil(from * drawn.length),
      to: drawn.from + Math.floor(to * drawn.length),
      units: drawn.units,
    });
  }
  return parts;
}

/** Where in a stretch a point lies, from 0 to 1; a pixel of rounding is forgiven. */
function fraction(at: number, start: number, length: number): number {
  if (length <= 0 || at >= start + length - 1) return 1;
  return Math.max(0, (at - start) / length);
}

/** A dialog or a sheet stands before the rows. */
function isCovered(scroller: HTMLElement, x: number, y: number): boolean {
  const front = document.elementFromPoint(x, y);
  return front !== null && !scroller.contains(front);
}

function* inBoth(before: InView, now: InView): Iterable<SeenPart> {
  for (const [key, part] of now) {
    const earlier = before.get(key);
    if (earlier === undefined) continue;
    const from = Math.max(part.from, earlier.from);
    const to = Math.min(part.to, earlier.to);
    if (to >= from) yield { ...part, from, to };
  }
}

function isEqual(a: InView, b: InView): boolean {
  if (a.size !== b.size) return false;
  for (const [key, part] of a) {
    const other = b.get(key);
    if (other?.from !== part.from || other.to !== part.to) return false;
  }
  return true;
}
