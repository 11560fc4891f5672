import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useBench, useCoverage, useFiles, useView } from '../bench.ts';
import { matching, treeRows, type TreeRow } from '../tree-rows.ts';
import { openFile } from '../view-store.ts';
import { FileRow } from './file-row.tsx';
import { FolderRow } from './folder-row.tsx';
import styles from './tree.module.css';

/** The files: those to look at first, then all. Folders fold; what is folded away stays unread. */
export function FileTree() {
  const { view } = useBench();
  const { all, order } = useFiles();
  const coverage = useCoverage();
  const filter = useView((now) => now.filter);
  const folded = useView((now) => now.folded);
  const current = useView((now) => now.file);
  const rows = useMemo(() => treeRows(all, coverage, filter, folded), [all, coverage, filter, folded]);
  const scroller = useRef<HTMLDivElement>(null);
  const coarse = useMemo(() => matchMedia('(pointer: coarse)').matches, []);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => heightOf(rows[at], coarse),
    getItemKey: (at) => keyOf(rows[at], at),
    overscan: 12,
  });
  const { measure, scrollToIndex } = virtual;
  useEffect(() => measure(), [measure, rows]);
  useEffect(() => {
    const at = rows.findIndex((row) => row.kind === 'file' && row.file.index === current);
    if (at >= 0) scrollToIndex(at, { align: 'auto' });
    // Only when another file is shown: folding must not scroll away.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [current]);

  const fold = (path: string): void => {
    const next = new Set(folded);
    if (!next.delete(path)) next.add(path);
    view.setState({ folded: next });
  };
  const found = filter.trim() === '' ? null : matching(order, filter);

  return (
    <>
      <label className={styles.filter}>
        <span className="only-heard">Filter files</span>
        <input
          type="search"
          placeholder="Filter files"
          value={filter}
          onChange={(event) => view.setState({ filter: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && found?.[0]) openFile(view, found[0].index);
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
      </label>
      {found === null ? null : (
        <output className={styles.found}>
          {found.length === 0 ? 'No file has that in its path.' : `${found.length} of ${order.length} files`}
        </output>
      )}
      <div ref={scroller} className={styles.scroller}>
        <ul className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ key, index, start, size }) => {
            const row = rows[index] as TreeRow;
            return (
              <li
                key={key}
                className={styles.row}
                style={{ transform: `translateY(${start}px)`, height: size }}
              >
                {row.kind === 'heading' ? <h2>{row.text}</h2> : null}
                {row.kind === 'folder' ? <FolderRow row={row} onFold={() => fold(row.path)} /> : null}
                {row.kind === 'file' ? (
                  <FileRow
                    row={row}
                    coverage={coverage.files[row.file.index]}
                    current={row.file.index === current}
                  />
                ) : null}
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}

function heightOf(row: TreeRow | undefined, coarse: boolean): number {
  if (row?.kind === 'heading') return 36;
  const line = coarse ? 44 : 24;
  if (row?.kind === 'file' && row.first) return line + 20;
  return line;
}

function keyOf(row: TreeRow | undefined, at: number): string {
  if (row?.kind === 'file') return `${row.first ? 'first' : 'all'} ${row.file.index}`;
  return row?.kind === 'folder' ? `folder ${row.path}` : `heading ${at}`;
}
