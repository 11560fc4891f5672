import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { grouped } from '../../../ui/counts.ts';
import { Button } from '../../../ui/button.tsx';
import { Failure, Loading } from '../../../ui/state.tsx';
import type { FileSummary, Side } from '../../../worker/reading.ts';
import { useBench } from '../bench.ts';
import styles from './binary-view.module.css';
import { hexRows, rowLength } from './hex-rows.ts';
import { showLength } from './show-length.ts';

/** Bytes on one page: as many as a reader would look through. */
const pageLength = 256 * rowLength;

interface Props {
  readonly file: FileSummary;
  readonly side: Side;
  /** A page of bytes has come, and then that its end was on screen. */
  readonly onBytes?: (page: { from: number; bytes: Uint8Array; atEnd: boolean }) => void;
}

export function HexView({ file, side, onBytes }: Props) {
  const { worker, reading } = useBench();
  const [offset, setOffset] = useState(0);
  const page = useQuery({
    queryKey: ['hex', reading.target.digest.sha256, reading.base?.digest.sha256, file.index, side, offset],
    queryFn: async () => worker.hex(file.index, side, offset),
    gcTime: 0,
  });
  const end = useRef<HTMLSpanElement>(null);
  const { data } = page;
  useEffect(() => {
    if (!data || !onBytes) return;
    const told = { from: data.offset, bytes: data.bytes.subarray(0, pageLength) };
    onBytes({ ...told, atEnd: false });
    const observer = new IntersectionObserver((entries) => {
      const inView = entries.some(({ isIntersecting }) => isIntersecting);
      if (inView && document.visibilityState === 'visible') onBytes({ ...told, atEnd: true });
    });
    if (end.current) observer.observe(end.current);
    return () => observer.disconnect();
  }, [data, onBytes]);
  if (page.isPending) return <Loading what="the bytes" />;
  if (page.isError) return <Failure error={page.error} retry={() => void page.refetch()} />;
  const { bytes, length } = page.data;
  const shown = bytes.subarray(0, pageLength);
  const last = page.data.offset + shown.length;
  return (
    <div>
      <div className={styles.pager}>
        <span>
          {length === 0
            ? 'No bytes.'
            : length <= pageLength
              ? `All ${showLength(length)}`
              : `Bytes ${grouped(page.data.offset)} to ${grouped(last - 1)} of ${grouped(length)}`}
        </span>
        {length <= pageLength ? null : (
          <>
            <Button disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - pageLength))}>
              Earlier bytes
            </Button>
            <Button disabled={last >= length} onClick={() => setOffset(offset + pageLength)}>
              Later bytes
            </Button>
          </>
        )}
      </div>
      {/* Scrolls by itself, so it takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.hex} tabIndex={0} aria-label="Bytes in hexadecimal">
        {hexRows(shown, page.data.offset)
          .map((row) => `${row.offset}  ${row.hex.padEnd(48)}  ${row.text}\n`)
          .join('')}
        <span ref={end}> </span>
      </pre>
    </div>
  );
}
