import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { VisibleText } from '../../../ui/visible-text.tsx';
import { useBench, useView } from '../bench.ts';
import type { FileSummary, SearchHit } from '../../../worker/reading.ts';
import { useFileText } from '../file/use-file-text.ts';
import { lineText } from '../../../text/line-text.ts';
import { excerptOf } from './excerpt.ts';
import { describePlace } from '../line-address.ts';
import styles from './search.module.css';
import { openHit } from './use-search.ts';

const rowHeight = matchMedia('(pointer: coarse)').matches ? 44 : 28;

/** Where the text was found; each leads there. */
export function HitList() {
  const bench = useBench();
  const { result, active } = useView((now) => now.search);
  const scroller = useRef<HTMLDivElement>(null);
  const hits = result?.hits ?? [];
  // oxlint-disable-next-line react/incompatible-library -- nothing of it is passed on
  const virtual = useVirtualizer({
    count: hits.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  if (hits.length === 0) return null;
  return (
    <div ref={scroller} className={styles.hits}>
      <ol style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const hit = hits[index];
          const file = hit && bench.reading.files[hit.index];
          if (!hit || !file) return null;
          return (
            <li key={key} style={{ transform: `translateY(${start}px)`, height: rowHeight }}>
              <button
                type="button"
                aria-current={index === active ? 'true' : undefined}
                onClick={() => openHit(bench, index)}
              >
                <span className={styles.place}>
                  <VisibleText text={file.path} />{' '}
                  {describePlace({ side: hit.side, line: hit.line, to: hit.line })}
                </span>
                <HitExcerpt file={file} hit={hit} />
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** The line that it was found in, once its file is at hand. */
function HitExcerpt({ file, hit: { side, line, from, to } }: { file: FileSummary; hit: SearchHit }) {
  const { data } = useFileText(file, file.content === 'text');
  const text = data?.[side];
  if (!text) return null;
  const { head, found, tail } = excerptOf(lineText(text, line), from, to);
  return (
    <span className={styles.excerpt}>
      <VisibleText text={head} />
      <mark>
        <VisibleText text={found} />
      </mark>
      <VisibleText text={tail} />
    </span>
  );
}
