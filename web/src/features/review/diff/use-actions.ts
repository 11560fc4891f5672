import { type ClipboardEvent, type KeyboardEvent, type MouseEvent, type PointerEvent, useRef } from 'react';
import type { FileText, ReadableText, Side } from '../../../worker/reading.ts';
import { extendSelection, type LinePlace, type LineSelection, placeIn } from './cursor.ts';
import type { ExpandHow } from './expand.ts';
import { windowUnits } from './line-window.ts';
import type { LineSource } from './prepared-line.ts';
import type { Part } from './parts.ts';
import type { RowModel } from './row-model.ts';
import { selectedText } from './selected-text.ts';
import type { FoldedRows } from './use-expansions.ts';
import { lineKey, type LineWindows } from './use-line-source.ts';
import type { Navigation } from './use-navigation.ts';

interface Parties {
  readonly model: RowModel;
  readonly part: Part;
  readonly folded: FoldedRows;
  readonly text: FileText | ReadableText;
  readonly source: LineSource;
  readonly windows: LineWindows;
  readonly cursor: LinePlace | null;
  readonly selection: LineSelection | null;
  readonly setSelection: (selection: LineSelection | null) => void;
  readonly moveCursor: (place: LinePlace) => void;
  readonly navigation: Navigation;
  readonly wrapLine: (key: string) => void;
  readonly openComment: (place: LineSelection) => void;
  readonly openFile: (index: number, side: Side, line: number) => void;
}

/** What belongs to somebody else: comments, their fields and buttons. */
const foreign = 'a, input, textarea, select, [data-below]';

/** One handler of each kind for all rows. */
export function useActions(parties: Parties) {
  const { model, part, selection, setSelection, moveCursor, navigation, cursor } = parties;
  const picking = useRef<LineSelection | null>(null);

  const placeOf = (element: Element): LinePlace | null => {
    const row = element.closest<HTMLElement>('[data-index]');
    if (row === null) return null;
    const side = (element.closest<HTMLElement>('[data-side]')?.dataset['side'] ?? 'target') as Side;
    return placeIn(model.rowAt(part.from + Number(row.dataset['index'])), side);
  };
  const pick = (next: LineSelection) => {
    picking.current = next;
    setSelection(next.anchor === next.head ? null : next);
    moveCursor({ side: next.side, line: next.head });
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const element = event.target as Element;
    if (event.button !== 0 || element.closest(`button, ${foreign}`)) return;
    const column = element.closest<HTMLElement>('[data-column]')?.dataset['column'];
    event.currentTarget.dataset['selecting'] = column ?? '';
    const place = placeOf(element);
    if (place === null || !element.closest('[role=rowheader]')) return;
    const anchor =
      event.shiftKey && cursor?.side === place.side ? (selection?.anchor ?? cursor.line) : place.line;
    pick({ side: place.side, anchor, head: place.line });
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const { current } = picking;
    if (current === null || event.buttons === 0) return;
    const over = document.elementFromPoint(event.clientX, event.clientY);
    const index = over?.closest<HTMLElement>('[data-index]')?.dataset['index'];
    if (index === undefined) return;
    const row = model.rowAt(part.from + Number(index));
    if (row.kind === 'fold' || row[current.side] < 0 || row[current.side] === current.head) return;
    pick({ ...current, head: row[current.side] });
  };
  const onPointerUp = () => {
    picking.current = null;
  };

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const element = event.target as Element;
    const button = element.closest<HTMLElement>('button[data-action]');
    if (button) {
      act(parties, button);
      return;
    }
    if (element.closest(`button, [role=rowheader], ${foreign}`) || !getSelection()?.isCollapsed) return;
    const place = placeOf(element);
    if (place === null) return;
    setSelection(null);
    moveCursor(place);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const isRow = (event.target as Element).matches('[role=row]');
    if (!isRow || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && event.shiftKey && cursor !== null) {
      const from = selection ?? { side: cursor.side, anchor: cursor.line, head: cursor.line };
      const next = extendSelection(model, from, step);
      if (next !== null) {
        navigation.goTo({ side: next.side, line: next.head }, 'auto');
        setSelection(next);
      }
    } else if (step !== 0) navigation.handle.nextLine(step);
    else if (event.key === 'Enter') navigation.handle.openComment();
    else if (event.key === 'Escape' && selection !== null) setSelection(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onCopy = (event: ClipboardEvent<HTMLElement>) => {
    const inField = (event.target as Element).matches('input, textarea');
    if (inField || selection === null || !getSelection()?.isCollapsed) return;
    event.clipboardData.setData('text/plain', selectedText(parties.text, selection));
    event.preventDefault();
  };

  return { onPointerDown, onPointerMove, onPointerUp, onClick, onKeyDown, onCopy };
}

/** What a button in a row does, by its `data-action`. */
function act(parties: Parties, button: HTMLElement): void {
  const { action, edit } = button.dataset;
  if (action === 'up' || action === 'down' || action === 'all') {
    parties.folded.expand(Number(edit), action satisfies ExpandHow);
    return;
  }
  if (action === 'comment') {
    parties.navigation.handle.openComment();
    return;
  }
  const place = button.closest<HTMLElement>('[data-side][data-line]');
  const side = (place?.dataset['side'] ?? 'target') as Side;
  const line = Number(place?.dataset['line']);
  const start = parties.source.windowStart(side, line);
  if (action === 'earlier') parties.windows.move(side, line, start - windowUnits);
  if (action === 'later') parties.windows.move(side, line, start + windowUnits);
  if (action === 'wrap-line') parties.wrapLine(lineKey(side, line));
  const moved = action === 'follow-move' ? parties.source.moved(side, line) : null;
  const there = side === 'base' ? 'target' : 'base';
  if (moved?.file) parties.openFile(moved.file.index, there, moved.line);
  else if (moved) parties.navigation.goTo({ side: there, line: moved.line }, 'center');
}
