import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import type { FileText, ReadableText } from '../../../worker/reading.ts';
import { placeIn, type LinePlace } from './cursor.ts';
import { estimatedHeight, foldHeights, rowHeight } from './geometry.ts';
import { type Part, partOf } from './parts.ts';
import type { PreparedRow } from './prepared-row.ts';
import type { RowModel } from './row-model.ts';
import { useRowSizes } from './use-row-sizes.ts';

interface Shown {
  readonly model: RowModel;
  readonly text: FileText | ReadableText;
  readonly part: Part;
  readonly setPart: (index: number) => void;
  readonly wrap: boolean;
  readonly columns: number;
  /** It is always drawn, so that it keeps the focus. */
  readonly cursorRow: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly extent: RefObject<HTMLDivElement | null>;
}

interface Item {
  /** Within the part. */
  readonly index: number;
  /** Pixels. */
  readonly start: number;
  readonly end: number;
}

export interface RowWindow {
  readonly items: readonly Item[];
  /** Pixels. */
  readonly height: number;
  readonly offset: number;
  readonly measure: (row: HTMLElement | null) => void;
  /** Columns of the widest line that was drawn so far. */
  widest(items: readonly Pick<Item, 'index'>[], prepared: (index: number) => PreparedRow): number;
  /** What comes next is a jump: nothing has to stay where it is. */
  letGo(): void;
  /** Scrolls to a row of the part. */
  scrollTo(index: number, align: 'auto' | 'start' | 'center'): void;
}

const overscan = 4;
/** What words behind a line take. */
const noteColumns = 36;
/** Rows of a part are fewer than this, so no key of one layout is one of another. */
const keysOfLayout = 2 ** 20;
let layouts = 0;

/** The rows of the part that are on screen, a few more, and where they stand. */
export function useRowWindow({
  model,
  text,
  part,
  setPart,
  wrap,
  columns,
  cursorRow,
  scroller,
  extent,
}: Shown): RowWindow {
  const foldHeight = matchMedia('(pointer: coarse)').matches ? foldHeights.coarse : foldHeights.fine;
  const perRow = wrap ? columns : 0;
  const sizeOf = useCallback(
    (index: number) => {
      const row = part.from + index;
      if (model.isFold(row)) return foldHeight;
      return perRow === 0 ? rowHeight : estimatedHeight(model, text, row, perRow);
    },
    [model, text, part.from, perRow, foldHeight],
  );
  // Heights that were measured hold for one layout of the rows.
  const getItemKey = useMemo(() => {
    const first = layouts++ * keysOfLayout;
    return (index: number) => (sizeOf === undefined ? 0 : first + index);
  }, [sizeOf]);
  const cursorIndex = cursorRow - part.from;
  const count = part.to - part.from;
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (cursorIndex < 0 || cursorIndex >= count || indexes.includes(cursorIndex)) return indexes;
      return [...indexes, cursorIndex].sort((a, b) => a - b);
    },
    [cursorIndex, count],
  );
  // oxlint-disable-next-line react/incompatible-library -- nothing of it is memoised
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLElement>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: sizeOf,
    getItemKey,
    overscan,
    rangeExtractor,
    scrollPaddingStart: 3 * rowHeight,
    scrollPaddingEnd: 3 * rowHeight,
  });
  const sizes = useRowSizes(virtualizer, sizeOf);
  const items = virtualizer.getVirtualItems();
  const height = virtualizer.getTotalSize();

  const anchor = useRef<{ place: LinePlace; start: number } | null>(null);
  // Another part is another place; only where the same rows stand otherwise is a place kept.
  const layout = useMemo(() => ({ model, text, perRow, foldHeight }), [model, text, perRow, foldHeight]);
  const drawn = useRef(layout);
  /** The line that is to stand where it stood, and how far below the edge, until that is done. */
  const held = useRef<{ place: LinePlace; within: number } | null>(null);
  useLayoutEffect(() => {
    if (drawn.current === layout && held.current === null) return;
    drawn.current = layout;
    sizes.measureAll();
    const node = scroller.current;
    if (node === null || extent.current === null) return;
    if (anchor.current) {
      held.current ??= {
        place: anchor.current.place,
        within: anchor.current.start - (virtualizer.scrollOffset ?? 0),
      };
    }
    if (held.current === null) return;
    const { place, within } = held.current;
    const row = model.indexOf(place.side, place.line);
    if (row >= 0 && (row < part.from || row >= part.to)) {
      setPart(partOf(row, wrap));
      return;
    }
    held.current = null;
    if (row < 0) return;
    extent.current.style.height = `${virtualizer.getTotalSize()}px`;
    node.scrollTop = (virtualizer.measurementsCache[row - part.from]?.start ?? 0) - within;
  }, [layout, sizes, model, part.from, part.to, wrap, setPart, scroller, extent, virtualizer]);
  useLayoutEffect(() => {
    const top = virtualizer.scrollOffset ?? 0;
    const bottom = top + (virtualizer.scrollRect?.height ?? 0) - rowHeight;
    const inView = items.filter(({ start }) => start >= top && start <= bottom);
    const cursorItem = inView.find(({ index }) => index === cursorIndex);
    anchor.current = anchorOf(cursorItem ? [cursorItem] : inView, model, part.from);
  });

  const widestSoFar = useRef(0);
  return {
    items,
    height,
    offset: virtualizer.scrollOffset ?? 0,
    measure: sizes.attach,
    widest(shown, prepared) {
      for (const { index } of shown) {
        const { base, target } = prepared(part.from + index);
        for (const line of [base, target]) {
          if (line === null) continue;
          const path = line.moved?.first ? (line.moved.file?.path.length ?? 0) : 0;
          const note = line.end.unfinished || line.moved?.first ? noteColumns + path : 0;
          widestSoFar.current = Math.max(widestSoFar.current, line.columns + note);
        }
      }
      return widestSoFar.current;
    },
    letGo() {
      anchor.current = null;
      held.current = null;
    },
    scrollTo: (index, align) => virtualizer.scrollToIndex(index, { align }),
  };
}

/** A line that stays where it is on the screen when rows come or go: the cursor's, or the first. */
function anchorOf(
  inView: readonly { index: number; start: number }[],
  model: RowModel,
  from: number,
): { place: LinePlace; start: number } | null {
  for (const { index, start } of inView) {
    if (from + index >= model.count) continue;
    const place = placeIn(model.rowAt(from + index), 'target');
    if (place) return { place, start };
  }
  return null;
}
