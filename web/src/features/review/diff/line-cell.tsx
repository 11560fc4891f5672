/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by script, as those of a table cannot be */
import { memo } from 'react';
import { VisibleText } from '../../../ui/visible-text.tsx';
import { tokenStyles } from '../../../worker/reading.ts';
import type { PreparedLine } from './prepared-line.ts';
import type { Run } from './runs.ts';
import styles from './row.module.css';
import syntax from './syntax.module.css';
import { grouped } from '../../../ui/counts.ts';

interface Props {
  readonly line: PreparedLine;
  /** More columns than are in view, unless lines wrap. */
  readonly cut: boolean;
  /** In split layout. */
  readonly column?: 'left' | 'right';
  /** What the button for a comment says; null where there is none. */
  readonly commentWords: string | null;
}

/** The text of a line. What comes from a package is only ever a text node. */
export const LineCell = memo(function LineCell({ line, cut, column, commentWords }: Props) {
  const { end, moved, kind } = line;
  return (
    <span
      role="gridcell"
      className={`${styles.cell} ${commentWords === null ? '' : styles.room} ${kindClass(line)}`}
      data-side={line.side}
      data-line={line.line}
      data-changed={kind === 'same' ? undefined : ''}
      data-cut={cut || undefined}
      data-column={column}
    >
      <code className={line.bidi ? `${styles.text} ${styles.isolated}` : styles.text}>
        {line.runs.map(drawRun)}
        {end.sign === '' ? null : <span className={styles.hidden}>{end.sign}</span>}
      </code>
      {end.unfinished ? <span className={styles.note}>no newline at the end of the file</span> : null}
      {moved?.first ? (
        <button type="button" className={styles.moveNote} data-action="follow-move" tabIndex={-1}>
          {line.movedWords} {moved.file === null ? null : <VisibleText text={moved.file.path} />}
          {moved.file === null ? '' : ' '}line {grouped(moved.line + 1)}
        </button>
      ) : null}
      {commentWords === null ? null : (
        <button
          type="button"
          className={styles.comment}
          data-action="comment"
          tabIndex={-1}
          aria-label={commentWords}
        >
          Comment
        </button>
      )}
    </span>
  );
});

/** The colours of what happened to a line. */
export function kindClass({ kind, moved }: PreparedLine): string {
  if (kind === 'same') return '';
  return `${styles[kind]} ${moved === null ? '' : styles.moved}`;
}

function drawRun(run: Run, at: number): React.ReactNode {
  const { hidden } = run;
  if (hidden !== null) {
    const box = (
      <span key={at} className={styles.hidden} title={hidden.name}>
        {hidden.shown}
      </span>
    );
    if (!hidden.glyph) return box;
    return (
      <span key={at} className={classOf(run)}>
        {run.text}
        {box}
      </span>
    );
  }
  const name = classOf(run);
  if (name === '') return run.text;
  return (
    <span key={at} className={name} data-active={run.hit === 'active' || undefined}>
      {run.text}
    </span>
  );
}

function classOf({ style, marked, hit, blank }: Run): string {
  let name = syntax[tokenStyles[style] ?? ''] ?? '';
  if (marked) name += ` ${styles.mark}`;
  if (hit !== 'no') name += ` ${hit === 'active' ? styles.activeHit : styles.hit}`;
  if (blank !== 'no') name += ` ${blank === 'tab' ? styles.tab : styles.trailing}`;
  return name;
}
