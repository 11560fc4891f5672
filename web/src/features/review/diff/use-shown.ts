import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Side } from '../../../worker/reading.ts';
import { type LineRange, type SeenPart, ShownLines } from './shown-lines.ts';

/** How long a line is on screen before it counts, in ms: what flies by was not shown. */
const dwell = 200;
/** Device pixels to one of the style sheets: zoomed out further than this, letters are specks. */
const leastPixelRatio = 0.5;
/** Pixels, as row.module.css has them: the room before a line's text, the sign that it goes on, two rows of it. */
const roomBefore = 4;
const moreWidth = 16;
const wrappedFrom = 30;

/** A part of a changed line within the edges of what is in view. */
interface PartInView {
  readonly part: SeenPart;
  /** Is the text of it before everything else? Costly to find out, so asked only of what stays in view. */
  readonly isInFront: () => boolean;
}

/** A line's part at one look; whether it was before everything else, if that was asked. */
interface Look {
  readonly part: SeenPart;
  readonly inFront: boolean;
}

/** By `target 12`. */
type Looks = ReadonlyMap<string, Look>;

/** Length and start of the part of a line that is drawn, in UTF-16 units. */
export type WindowOf = (side: Side, line: number) => { from: number; length: number; units: number } | null;

/** Reports changed lines once they were really on screen. `look` is to be called whenever the view may have changed. */
export function useShown(
  scroller: RefObject<HTMLElement | null>,
  windowOf: WindowOf,
  onShown: ((ranges: readonly LineRange[]) => void) | null,
): () => void {
  const latest = useRef({ windowOf, onShown });
  const [watch] = useState(() => ({ shown: new ShownLines(), timer: 0, top: 0, before: new Map() as Looks }));
  const [look] = useState(() => () => {
    if (watch.timer !== 0) return;
    const sample = () => {
      watch.timer = 0;
      const { windowOf, onShown } = latest.current;
      const node = scroller.current;
      if (onShown === null || node === null) return;
      const passed = Math.abs(node.scrollTop - watch.top);
      watch.top = node.scrollTop;
      if (passed >= node.clientHeight) {
        // Nothing that was in view still is: what the boxes cost would be for nothing.
        watch.before = new Map();
        watch.timer = window.setTimeout(sample, dwell);
        return;
      }
      const now = lookAgain(watch.before, partsInView(node, windowOf, watch.shown));
      const fresh = watch.shown.see(seenTwice(watch.before, now));
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
    window.visualViewport?.addEventListener('resize', look);
    window.visualViewport?.addEventListener('scroll', look);
    window.addEventListener('scroll', look, { passive: true, capture: true });
    return () => {
      clearTimeout(watch.timer);
      watch.timer = 0;
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('resize', look);
      window.visualViewport?.removeEventListener('resize', look);
      window.visualViewport?.removeEventListener('scroll', look);
      window.removeEventListener('scroll', look, { capture: true });
    };
  }, [look, watch]);
  return look;
}

/** By where the boxes are on the screen, so that nothing counts that is cut off at any edge. */
function partsInView(
  scroller: HTMLElement,
  windowOf: WindowOf,
  shown: ShownLines,
): ReadonlyMap<string, PartInView> {
  const parts = new Map<string, PartInView>();
  if (document.visibilityState !== 'visible' || window.devicePixelRatio < leastPixelRatio) return parts;
  const view = viewOf(scroller);
  for (const cell of scroller.querySelectorAll<HTMLElement>('[data-changed]')) {
    const side = cell.dataset['side'] as Side;
    const line = Number(cell.dataset['line']);
    if (shown.has(side, line)) continue;
    const drawn = windowOf(side, line);
    const text = cell.firstElementChild;
    if (drawn === null || text === null) continue;
    const share = shareInView(cell, text, view);
    if (share === null) continue;
    const part = {
      side,
      line,
      from: drawn.from + Math.ceil(share.from * drawn.length),
      to: drawn.from + Math.floor(share.to * drawn.length),
      units: drawn.units,
    };
    parts.set(`${side} ${line}`, { part, isInFront: share.isInFront });
  }
  return parts;
}

interface View {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where rows can be seen: inside of the scroller, and of what a reader who zoomed in with two fingers has before them. */
function viewOf(scroller: HTMLElement): View {
  const frame = scroller.getBoundingClientRect();
  const seen = window.visualViewport;
  const [left, top] = [seen?.offsetLeft ?? 0, seen?.offsetTop ?? 0];
  const [width, height] = [seen?.width ?? window.innerWidth, seen?.height ?? window.innerHeight];
  return {
    left: Math.max(left, frame.left),
    top: Math.max(top, frame.top),
    right: Math.min(left + width, frame.left + scroller.clientWidth),
    bottom: Math.min(top + height, frame.top + scroller.clientHeight),
  };
}

/** From 0 to 1. */
interface Share {
  readonly from: number;
  readonly to: number;
  readonly isInFront: () => boolean;
}

/** Which share of a line's text is within the view; null when nothing of it. */
function shareInView(cell: HTMLElement, text: Element, view: View): Share | null {
  const box = text.getBoundingClientRect();
  const edge = cell.getBoundingClientRect();
  const left = Math.max(view.left, edge.left + roomBefore);
  const isWrapped = getComputedStyle(text).whiteSpace === 'pre-wrap';
  const right = Math.min(view.right, edge.right, ...(isWrapped ? [] : coverOf(cell, edge)));
  const first = Math.max(box.left, left);
  const last = Math.max(first, Math.min(box.right, right));
  if (isWrapped && box.height > wrappedFrom) {
    if (box.left < left - 1 || box.right > right + 1) return null;
    const [top, bottom] = [Math.max(view.top, box.top), Math.min(view.bottom, box.bottom)];
    if (bottom <= top) return null;
    return {
      from: fraction(top, box.top, box.height),
      to: fraction(bottom, box.top, box.height),
      isInFront: () => isInFront(cell, first, last, [top + 1, (top + bottom) / 2, bottom - 1]),
    };
  }
  const from = fraction(left, box.left, box.width);
  const to = fraction(right, box.left, box.width);
  if (to <= from && box.width > 0) return null;
  if (box.top < view.top - 1 || box.bottom > view.bottom + 1) return null;
  return { from, to, isInFront: () => isInFront(cell, first, last, [(box.top + box.bottom) / 2]) };
}

/** Where what stands over the end of a line begins: its button, the sign that there is more. Wrapped text goes round it. */
function coverOf(cell: HTMLElement, edge: DOMRect): number[] {
  const button = cell.querySelector('[data-action="comment"]');
  return [
    ...(button === null ? [] : [button.getBoundingClientRect().left]),
    ...(cell.dataset['cut'] === undefined ? [] : [edge.right - moreWidth]),
  ];
}

/** Where in a stretch a point lies, from 0 to 1; a pixel of rounding is forgiven. */
function fraction(at: number, start: number, length: number): number {
  if (length <= 0 || at >= start + length - 1) return 1;
  return Math.max(0, (at - start) / length);
}

/** Nothing stands before the text at these heights: no dialog, no sheet, no other row. */
function isInFront(cell: HTMLElement, left: number, right: number, heights: readonly number[]): boolean {
  const places = [left + 1, (left + right) / 2, right - 1].map((x) => Math.max(x, left + 1));
  return heights.every((y) => places.every((x) => cell.contains(document.elementFromPoint(x, y))));
}

/** What just came into view may be on its way out again: whether it is covered is asked at the next look. */
function lookAgain(before: Looks, now: ReadonlyMap<string, PartInView>): Looks {
  const looks = new Map<string, Look>();
  for (const [key, { part, isInFront }] of now)
    looks.set(key, { part, inFront: before.has(key) && isInFront() });
  return looks;
}

/** What was before everything else at both looks. */
function* seenTwice(before: Looks, now: Looks): Iterable<SeenPart> {
  for (const [key, { part, inFront }] of now) {
    const earlier = before.get(key);
    if (!inFront || !earlier?.inFront) continue;
    const from = Math.max(part.from, earlier.part.from);
    const to = Math.min(part.to, earlier.part.to);
    if (to >= from) yield { ...part, from, to };
  }
}

function isEqual(a: Looks, b: Looks): boolean {
  if (a.size !== b.size) return false;
  for (const [key, { part, inFront }] of a) {
    const other = b.get(key);
    if (other?.inFront !== inFront || other.part.from !== part.from || other.part.to !== part.to)
      return false;
  }
  return true;
}
