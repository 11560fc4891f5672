import { type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import type { SearchHit, Side } from '../../../worker/reading.ts';
import { type LinePlace, type LineSelection, placeIn, rangeOf, stepRows } from './cursor.ts';
import type { DiffHandle } from './diff-view.tsx';
import type { LineSource } from './prepared-line.ts';
import { rowHeight } from './geometry.ts';
import { type Part, partAt, partOf } from './parts.ts';
import type { RowModel } from './row-model.ts';
import type { FoldedRows } from './use-expansions.ts';
import { type LineWindows, windowWithHit } from './use-line-source.ts';
import type { RowWindow } from './use-row-window.ts';

interface Ways {
  readonly handle: React.Ref<DiffHandle> | undefined;
  readonly model: RowModel;
  readonly folded: FoldedRows;
  readonly wrap: boolean;
  readonly cursor: LinePlace | null;
  readonly cursorRow: number;
  readonly moveCursor: (place: LinePlace) => void;
  readonly selection: LineSelection | null;
  readonly setSelection: (selection: LineSelection | null) => void;
  readonly part: Part;
  readonly setPart: (index: number) => void;
  readonly rowWindow: RowWindow;
  readonly rows: RefObject<HTMLElement | null>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly openComment: (place: LineSelection) => void;
  readonly source: LineSource;
  readonly windows: LineWindows;
  readonly activeHit: SearchHit | null;
}

type Align = 'auto' | 'start' | 'center';

export interface Navigation {
  readonly handle: DiffHandle;
  /** Puts the cursor on a line, and shows it. */
  goTo(place: LinePlace, align: Align): void;
  readonly openPart: (index: number) => void;
  /** "Comment on lines 3 to 9" */
  readonly commentWords: string;
}

/** Everything that moves the cursor or the view other than by scrolling. */
export function useNavigation(ways: Ways): Navigation {
  const { model, folded, wrap, cursor, cursorRow, part, rowWindow, rows, scroller, activeHit } = ways;
  /** What the next layout scrolls to: it may be in another part, or in a fold that opens first. */
  const wanted = useRef<{ row: number; align: Align; focus: boolean } | null>(null);
  const wantsFocus = useRef(false);
  const [, layOut] = useState(0);

  const show = (row: number, align: Align, focus: boolean) => {
    wanted.current = { row, align, focus };
    rowWindow.letGo();
    ways.setPart(partOf(row, wrap));
    layOut((turn) => turn + 1);
  };
  const goToRow = (row: number, align: Align): boolean => {
    const place = placeIn(model.rowAt(row), cursor?.side ?? 'target');
    if (place === null) return false;
    ways.setSelection(null);
    ways.moveCursor(place);
    show(row, align, true);
    return true;
  };
  const goTo = (place: LinePlace, align: Align) => {
    const opened = folded.modelWith(place);
    if (opened === null) return;
    ways.setSelection(null);
    ways.moveCursor(place);
    show(opened.indexOf(place.side, place.line), align, true);
  };
  const firstInView = () =>
    part.from + (rowWindow.items.find(({ start }) => start >= rowWindow.offset)?.index ?? 0);
  const commentPlace =
    ways.selection ?? (cursor && { side: cursor.side, anchor: cursor.line, head: cursor.line });

  /** A change that is longer than the screen is gone through screen by screen: nothing of it is passed over. */
  const pageOn = (): boolean => {
    const node = scroller.current;
    const end = model.endOfHunk(cursorRow);
    const bottom = rowWindow.offset + (node?.clientHeight ?? 0);
    const seen = rowWindow.items.filter((row) => row.end > rowWindow.offset && row.start < bottom);
    const isHere = seen.some(({ index }) => part.from + index === cursorRow);
    const cut = seen.find((row) => row.end > bottom + 1) ?? {
      index: (seen.at(-1)?.index ?? 0) + 1,
      start: bottom,
    };
    if (node === null || !isHere || part.from + cut.index > end) return false;
    // A line that is taller than the screen.
    if (cut.start <= rowWindow.offset || part.from + cut.index === cursorRow)
      node.scrollBy({ top: node.clientHeight - rowHeight });
    else goToRow(part.from + cut.index, 'start');
    return true;
  };

  const handle: DiffHandle = {
    nextHunk: () => {
      if (pageOn()) return true;
      const row = model.nextHunk(cursorRow);
      return row >= 0 && goToRow(row, 'start');
    },
    previousHunk: () => {
      const row = model.previousHunk(cursorRow < 0 ? model.count : cursorRow);
      return row >= 0 && goToRow(row, 'start');
    },
    nextLine: (lines) => {
      const row = stepRows(model, cursorRow < 0 ? firstInView() - Math.sign(lines) : cursorRow, lines);
      return row !== null && goToRow(row, 'auto');
    },
    scrollTo: (side, line) => {
      const opened = folded.modelWith({ side, line });
      if (opened !== null) show(opened.indexOf(side, line), 'center', false);
    },
    expandHere: () => {
      const row = nearestFold(model, cursorRow < 0 ? firstInView() : cursorRow);
      if (row === null) return false;
      folded.expand(row, 'all');
      return true;
    },
    expandAll: () => folded.expandAll(),
    openComment: () => {
      if (commentPlace === null) return false;
      ways.openComment(commentPlace);
      return true;
    },
  };
  const latest = useRef(handle);
  useLayoutEffect(() => {
    latest.current = handle;
  });
  useImperativeHandle(ways.handle, () => lastOf(latest), []);

  useEffect(() => {
    if (activeHit === null) return;
    ways.windows.move(activeHit.side, activeHit.line, windowWithHit(ways.source, activeHit));
    latest.current.scrollTo(activeHit.side, activeHit.line);
    // The hit is followed once, not whenever something else moves.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [activeHit]);

  useLayoutEffect(() => {
    const { current } = wanted;
    if (current !== null && current.row >= part.from && current.row < part.to) {
      wanted.current = null;
      wantsFocus.current ||= current.focus;
      rowWindow.scrollTo(current.row - part.from, current.align);
    }
    if (wantsFocus.current) {
      const row = rows.current?.querySelector<HTMLElement>('[data-cursor]');
      if (row) {
        wantsFocus.current = false;
        if (takesFocus(rows.current)) row.focus({ preventScroll: true });
      }
    }
    revealHit(scroller.current, activeHit);
  });

  return {
    handle,
    goTo,
    openPart: (index) => {
      show(partAt(model.count, wrap, index).from, 'start', false);
    },
    commentWords: commentPlace === null ? 'Comment' : commentOn(ways.source, commentPlace),
  };
}

/** A handle for outside that always does what the latest one would. */
function lastOf(latest: RefObject<DiffHandle>): DiffHandle {
  return {
    nextHunk: () => latest.current.nextHunk(),
    previousHunk: () => latest.current.previousHunk(),
    nextLine: (lines) => latest.current.nextLine(lines),
    scrollTo: (side: Side, line) => latest.current.scrollTo(side, line),
    expandHere: () => latest.current.expandHere(),
    expandAll: () => latest.current.expandAll(),
    openComment: () => latest.current.openComment(),
  };
}

function commentOn(source: LineSource, place: LineSelection): string {
  const { from, to } = rangeOf(place);
  const [first, last] = [source.rawLine(place.side, from) + 1, source.rawLine(place.side, to) + 1];
  return first === last ? `Comment on line ${first}` : `Comment on lines ${first} to ${last}`;
}

/** The edit of the fold that is nearest to a row, the one below before the one above. */
function nearestFold(model: RowModel, row: number): number | null {
  for (let away = 0; away < model.count; away++) {
    for (const at of [row + away, row - away]) {
      if (at < 0 || at >= model.count || !model.isFold(at)) continue;
      const fold = model.rowAt(at);
      if (fold.kind === 'fold') return fold.edit;
    }
  }
  return null;
}

/** Focus is only moved within the rows, or to them from nowhere: never out of a field that somebody types in. */
function takesFocus(rows: HTMLElement | null): boolean {
  const active = document.activeElement;
  if (active === null || active === document.body) return true;
  if (active.matches('input, textarea, select, [contenteditable]')) return false;
  return rows?.closest('main, body')?.contains(active) ?? false;
}

let revealed: SearchHit | null = null;

/** Sideways, once for each hit. */
function revealHit(scroller: HTMLElement | null, hit: SearchHit | null): void {
  if (scroller === null || hit === null || revealed === hit) return;
  const drawn = scroller.querySelector('[data-active]');
  const cell = drawn?.closest('[role=gridcell]');
  if (!drawn || !cell) return;
  revealed = hit;
  const box = drawn.getBoundingClientRect();
  const edge = cell.getBoundingClientRect();
  if (box.left >= edge.left && box.right <= edge.right) return;
  scroller.scrollLeft += box.left - edge.left - edge.width / 3;
}
