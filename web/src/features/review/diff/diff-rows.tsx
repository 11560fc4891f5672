/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by script, as those of a table cannot be */
import { useMemo, useRef, useState } from 'react';
import { visibleString } from '../../../ui/visible.ts';
import { lineCount } from '../../../text/line-text.ts';
import type { FileText, ReadableText, Side } from '../../../worker/reading.ts';
import { columnsFrom, columnsInView, digitsOf, stepsScrolled, surelyOneRow } from './geometry.ts';
import { isSelected, type LineSelection } from './cursor.ts';
import { DiffRow } from './diff-row.tsx';
import type { DiffViewProps } from './diff-view.tsx';
import styles from './diff-view.module.css';
import type { Moves } from './moved-lines.ts';
import { PartBar } from './part-bar.tsx';
import { partAt } from './parts.ts';
import { rowCache } from './prepared-row.ts';
import type { RawLines } from './raw-lines.ts';
import { useActions } from './use-actions.ts';
import { belowRows } from './below-rows.tsx';
import { useCursor } from './use-cursor.ts';
import { useExpansions } from './use-expansions.ts';
import { lineKey, useLineSource } from './use-line-source.ts';
import { useNavigation } from './use-navigation.ts';
import { usePrinting } from './use-printing.ts';
import { useRowWindow } from './use-row-window.ts';
import { useShown } from './use-shown.ts';
import { lineWindow } from './line-window.ts';
import { grouped } from '../../../ui/counts.ts';

interface Props extends DiffViewProps {
  readonly shownText: FileText | ReadableText;
  readonly raw: RawLines;
  /** Pixels. */
  readonly width: number;
}

/** Of a guide. */
const noMoves: Moves = { rows: new Uint32Array(0), pathOf: () => '' };

/** Rows that are printed at most: what no browser lays out is on no paper either. */
const printedRows = 5_000;

/** The rows of one text. Made anew for each, so nothing of one file stays for the next. */
export function DiffRows({ ref, renderBelow, ...props }: Props) {
  const { file, shownText, raw, layout, width, readable, comments } = props;
  const isRaw = readable === null;
  const printing = usePrinting();
  const wrap = props.wrap || printing;
  const split = layout === 'split';
  const gutters = shownText.base === null || shownText.target === null ? 'single' : layout;

  const folded = useExpansions(shownText.edits, layout);
  const { model } = folded;
  const { hits, activeHit, tokens } = props;
  const digits = digitsOf(shownText, raw);
  const columns = columnsInView(width, digits, gutters);
  const [steps, setSteps] = useState(0);
  const inView = wrap ? null : columnsFrom(steps, columns);
  const shown = {
    index: file.index,
    text: shownText,
    isRaw,
    raw,
    moves: isRaw ? props.moves : noMoves,
    tokens,
    hits,
    activeHit,
    columnsInView: inView,
  };
  const { source, windows } = useLineSource(shown);
  const prepared = useMemo(() => rowCache(model, source), [model, source]);
  const [cursor, moveCursor] = useCursor(props.cursor, raw, props.onCursor);
  const [selection, setSelection] = useState<LineSelection | null>(null);
  const [wrappedLines, setWrappedLines] = useState<ReadonlySet<string>>(() => new Set());
  const [partIndex, setPart] = useState(0);
  const part = partAt(model.count, wrap, partIndex);
  const cursorRow = cursor === null ? -1 : model.indexOf(cursor.side, cursor.line);

  const scroller = useRef<HTMLDivElement>(null);
  const extent = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const rowWindow = useRowWindow({
    model,
    text: shownText,
    part,
    setPart,
    wrap,
    columns,
    cursorRow,
    scroller,
    extent,
  });
  const windowOf = (side: Side, line: number) => {
    const lines = shownText[side];
    if (lines === null || line >= lineCount(lines)) return null;
    const { from, text, units } = lineWindow(lines, line, source.windowStart(side, line));
    return { from, length: text.length, units };
  };
  // What is laid out for paper is on no screen.
  const look = useShown(scroller, windowOf, isRaw && !printing ? props.onShown : null);

  const openComment = (place: LineSelection) => {
    const lines = [place.anchor, place.head].sort((a, b) => a - b) as [number, number];
    props.onOpenComment(place.side, raw.toRaw(place.side, lines[0]), raw.toRaw(place.side, lines[1]));
  };
  const navigation = useNavigation({
    handle: ref,
    model,
    folded,
    wrap,
    cursor,
    cursorRow,
    moveCursor,
    selection,
    setSelection,
    part,
    setPart,
    rowWindow,
    rows,
    scroller,
    openComment,
    source,
    windows,
    activeHit: source.activeHit,
  });
  const wrapLine = (key: string) => setWrappedLines((before) => new Set(before).add(key));
  const actions = useActions({
    model,
    part,
    folded,
    text: shownText,
    source,
    windows,
    cursor,
    selection,
    setSelection,
    moveCursor,
    navigation,
    wrapLine,
    openComment,
    openFile: props.onOpenFile,
  });
  const below = belowRows(renderBelow, raw, isRaw ? null : cursor);

  const name = visibleString(file.path);
  if (model.count === 0) {
    return (
      <div className={styles.strip}>
        <p>There is no line in this file.</p>
      </div>
    );
  }

  const items = printing
    ? Array.from({ length: Math.min(printedRows, part.to - part.from) }, (_, index) => ({
        index,
        start: null,
      }))
    : rowWindow.items;
  const firstInView = items.find(({ start }) => (start ?? 0) >= rowWindow.offset)?.index;
  const tabStop = cursorRow >= part.from && cursorRow < part.to ? cursorRow - part.from : firstInView;
  const commented = (side: Side, line: number) =>
    line >= 0 &&
    comments.some(
      (lines) =>
        lines.side === side &&
        lines.line <= raw.toRaw(side, line) &&
        raw.toRaw(side, line) <= (lines.to ?? lines.line),
    );

  return (
    <>
      {model.hunks === 0 ? (
        <div className={styles.strip}>
          <p>No line differs.</p>
        </div>
      ) : null}
      <PartBar part={part} rows={model.count} onPart={navigation.openPart} />
      <div
        ref={scroller}
        className={`${styles.scroller} ${styles[gutters]} ${wrap ? styles.wrapped : ''}`}
        onScroll={() => {
          shiftText(scroller.current, rows.current);
          setSteps(stepsScrolled(scroller.current?.scrollLeft ?? 0));
          look();
        }}
        style={
          {
            '--digits': digits,
            '--columns': rowWindow.widest(items, prepared),
            '--scrolled': '0px',
          } as React.CSSProperties
        }
      >
        <div ref={extent} className={styles.extent} style={printing ? {} : { height: rowWindow.height }}>
          {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its rows take the focus in turn */}
          <div
            ref={rows}
            role="grid"
            aria-label={`Lines of ${name}`}
            aria-rowcount={model.count}
            aria-multiselectable
            className={styles.rows}
            style={printing ? {} : { height: rowWindow.height }}
            {...actions}
          >
            {items.map(({ index, start }) => {
              const ready = prepared(part.from + index);
              const { row, base, target } = ready;
              const under = row.kind === 'fold' ? null : below(row);
              const isLong = [base, target].some(
                (line) => line && line.window.text.length < line.window.units,
              );
              const wrapped =
                wrap ||
                (row.kind !== 'fold' &&
                  (wrappedLines.has(lineKey('base', row.base)) ||
                    wrappedLines.has(lineKey('target', row.target))));
              const isCursor = part.from + index === cursorRow;
              const mayWrap =
                wrapped && [base, target].some((line) => line && (isCursor || !surelyOneRow(line, columns)));
              return (
                <DiffRow
                  key={ready.key}
                  prepared={ready}
                  index={index}
                  ariaIndex={part.from + index + 1}
                  top={start}
                  split={split}
                  single={gutters === 'single'}
                  digits={digits}
                  cursor={isCursor ? (cursor?.side ?? null) : null}
                  tabStop={index === tabStop}
                  selected={isSelected(selection, row)}
                  commentedBase={comments.length > 0 && commented('base', row.base)}
                  commentedTarget={comments.length > 0 && commented('target', row.target)}
                  commentWords={isCursor && row.kind !== 'fold' ? navigation.commentWords : null}
                  wrapped={wrapped}
                  columns={columns}
                  below={under}
                  measure={mayWrap || isLong || under !== null ? rowWindow.measure : undefined}
                />
              );
            })}
          </div>
        </div>
      </div>
      {printing && part.to - part.from > printedRows ? (
        <p className={styles.strip}>
          Only the first {grouped(printedRows)} of {grouped(model.count)} rows are printed.
        </p>
      ) : null}
      <PartBar part={part} rows={model.count} onPart={navigation.openPart} />
    </>
  );
}

/** Sideways the scroller moves nothing by itself: the rows stick, and shift their text by as much. */
function shiftText(scroller: HTMLElement | null, rows: HTMLElement | null): void {
  if (scroller === null || rows === null) return;
  const scrolled = `${scroller.scrollLeft}px`;
  if (rows.style.getPropertyValue('--scrolled') === scrolled) return;
  rows.style.setProperty('--scrolled', scrolled);
  if (scroller.scrollLeft > 0) rows.dataset['scrolled'] = '';
  else delete rows.dataset['scrolled'];
}
