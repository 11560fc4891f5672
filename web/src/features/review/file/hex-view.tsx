import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Failure, Loading } from '../../../ui/state.tsx';
import type { FileSummary, Side } from '../../../worker/reading.ts';
import { useBench } from '../bench.ts';
import styles from './binary-view.module.css';
import { hexRows, rowLength } from './hex-rows.ts';
import { showLength } from './show-length.ts';

/** Bytes on one page: as many as a reader would look through. */
const pageLength = 256 * rowLength;

export function HexView({ file, side }: { file: FileSummary; side: Side }) {
  const { worker, reading } = useBench();
  const [offset, setOffset] = useState(0);
  const page = useQuery({
    queryKey: ['hex', reading.target.digest.sha256, reading.base?.digest.sha256, file.index, side, offset],
    queryFn: async () => worker.hex(file.index, side, offset),
    gcTime: 0,
  });
  if (page.isPending) return <Loading what="the bytes" />;
  if (page.isError) return <Failure error={page.error} retry={() => void page.refetch()} />;
  const { bytes, length } = page.data;
  const shown = bytes.subarray(0, pageLength);
  const end = page.data.offset + shown.length;
  return (
    <div>
      <div className={styles.pager}>
        <span>
          {length === 0
            ? 'No bytes.'
            : length <= pageLength
              ? `All ${showLength(length)}`
              : `Bytes ${page.data.offset.toLocaleString('en')} to ${(end - 1).toLocaleString('en')} of ${length.toLocaleString('en')}`}
        </span>
        {length <= pageLength ? null : (
          <>
            <Button disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - pageLength))}>
              Earlier bytes
            </Button>
            <Button disabled={end >= length} onClick={() => setOffset(offset + pageLength)}>
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
      </pre>
    </div>
  );
}
