import { useCallback, useEffect, useMemo, useState } from 'react';
import type { FileSummary, FileText, Side } from '../../../worker/reading.ts';
import { useBench, useDraft, useView } from '../bench.ts';
import { BelowLine } from '../comments/below-line.tsx';
import { changedLines, oneLine, type ShownRange } from '../coverage.ts';
import { DiffView, type DiffHandle } from '../diff/diff-view.tsx';
import { shownOf } from '../draft.ts';
import { countLines } from '../ranges.ts';
import { startWriting } from '../steps.ts';
import { openFile } from '../view-store.ts';
import { placeOf } from './place-of.ts';
import { useMoves, useReadable, useTokens } from './use-file-text.ts';
import { useTold } from './use-told.ts';

/** The lines of a file, and what they share with the rest of the workbench. */
export function TextView({ file, text }: { file: FileSummary; text: FileText }) {
  const { reading, view, draft, diff, setDiff } = useBench();
  const layout = useView((now) => now.layout);
  const wrap = useView((now) => now.wrap);
  const cursor = useView((now) => now.cursor);
  const search = useView((now) => now.search);
  const writing = useView((now) => now.writing);
  const wantsReadable = useView((now) => now.readable);
  const readable = useReadable(file, wantsReadable).data ?? null;
  const shownReadable = wantsReadable ? readable : null;
  const tokens = useTokens(file, shownReadable ?? text, shownReadable ? 'readable' : 'raw');
  const comments = useDraft((now) => now.comments);
  const found = useMoves(file);
  const moves = useMemo(
    () => ({
      rows: found ?? text.moves,
      pathOf: (index: number, side: Side) => pathOn(reading.files, index, side),
    }),
    [found, text, reading],
  );

  const changed = useMemo(() => changedLines(text.edits), [text]);
  // Nothing of its lines changed (a mode, a name): the notices tell all that there is to read.
  const isToldWhole = countLines(changed.base) + countLines(changed.target) === 0;
  useTold(isToldWhole, () => draft.showWhole(file.path));
  // A draft of another diff, or one that somebody changed, may call lines shown that were never to be read.
  useEffect(
    () => draft.keepShown(file.path, isToldWhole ? oneLine : changed),
    [draft, file, changed, isToldWhole],
  );

  const arrival = useView((now) => now.arrival);
  const [ready, setReady] = useState(false);
  const handle = useCallback(
    (now: DiffHandle | null) => {
      setDiff(now);
      setReady(now !== null);
    },
    [setDiff],
  );
  useEffect(() => {
    if (!arrival || !ready) return;
    const place = placeOf(arrival, text, changed, shownOf(draft.draft, file.path));
    if (place) {
      diff.current?.scrollTo(place.side, place.line);
      view.setState({ cursor: { side: place.side, line: place.line } });
    }
    view.setState({ arrival: null });
  }, [arrival, ready, text, changed, draft, file, view, diff]);

  const onShown = useCallback(
    (ranges: readonly ShownRange[]) => draft.show(file.path, ranges, changed),
    [draft, file, changed],
  );
  const here = useMemo(() => {
    const kept = comments.filter(({ path, id }) => path === file.path && id !== writing?.id);
    if (writing?.path !== file.path) return kept;
    return [...kept, { id: writing.id, ...writing.place }];
  }, [comments, writing, file]);
  const renderBelow = useCallback(
    (side: Side, line: number) =>
      here.some((one) => one.side === side && one.to === line) ? (
        <BelowLine path={file.path} side={side} line={line} />
      ) : null,
    [file, here],
  );
  const hits = useMemo(
    () => search.result?.hits.filter(({ index }) => index === file.index) ?? [],
    [search.result, file],
  );
  const active = search.active === null ? null : (search.result?.hits[search.active] ?? null);

  return (
    <DiffView
      ref={handle}
      file={file}
      text={text}
      tokens={tokens}
      moves={moves}
      layout={layout}
      wrap={wrap}
      readable={shownReadable}
      cursor={cursor}
      onCursor={(next) => view.setState({ cursor: next })}
      comments={here}
      renderBelow={renderBelow}
      onShown={onShown}
      hits={hits}
      activeHit={active?.index === file.index ? active : null}
      onOpenFile={(index, side, line) => openFile(view, index, { kind: 'line', side, line })}
      onOpenComment={(side, from, to) => startWriting(view, file.path, { side, line: from, to })}
    />
  );
}

/** What of a renamed file was removed stood in the file that it was. */
function pathOn(files: readonly FileSummary[], index: number, side: Side): string {
  const { path, renamedFrom } = files[index] as FileSummary;
  return side === 'base' ? (renamedFrom ?? path) : path;
}
