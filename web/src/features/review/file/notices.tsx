import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { Shape } from '../../../ui/shape.tsx';
import { VisibleText } from '../../../ui/visible-text.tsx';
import type { FileSummary, FileText } from '../../../worker/reading.ts';
import { useBench, useView } from '../bench.ts';
import { noticesOf, type Notice } from './notice-text.ts';
import styles from './notices.module.css';

/** Notices that fit on a low screen. */
const mostInSight = 3;

/** What is to be known of a file before its lines, as sentences. */
export function Notices({ file, text }: { file: FileSummary; text: FileText | null }) {
  const { counts, reading } = useBench();
  const count = useStore(counts, (known) => known.get(file.index));
  const here = useView((view) => view.concern);
  const notices = noticesOf(file, reading.files, count, text);
  if (notices.length === 0) return null;
  return (
    // More than fit scroll, and a scroller takes the focus.
    // oxlint-disable jsx-a11y/no-noninteractive-tabindex
    <ul
      className={styles.notices}
      aria-label="About this file"
      tabIndex={notices.length > mostInSight ? 0 : undefined}
    >
      {notices.map((notice, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- they never move
        <NoticeLine key={at} notice={notice} here={notice.kind === 'concern' && here === at} />
      ))}
    </ul>
  );
}

function NoticeLine({ notice, here }: { notice: Notice; here: boolean }) {
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (here) line.current?.focus();
  }, [here]);
  return (
    <li ref={line} tabIndex={-1} className={styles[notice.kind]}>
      {notice.kind === 'fact' ? null : (
        <>
          <Shape name="triangle" />
          <span className="only-heard">{notice.kind === 'concern' ? 'Look here first: ' : 'Mind: '}</span>
        </>
      )}
      <span>
        <VisibleText text={notice.text} />
      </span>
    </li>
  );
}
