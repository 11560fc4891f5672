/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by script, as those of a table cannot be */
import type { PreparedLine } from './prepared-line.ts';
import { kindClass } from './line-cell.tsx';
import styles from './row.module.css';

interface Props {
  readonly line: PreparedLine;
  /** Line numbers as people count; none where a side has no line. The one that is not given is not drawn. */
  readonly base?: number | undefined;
  readonly target?: number | undefined;
  readonly commented: boolean;
}

/** Line numbers, drawn by the style sheet so that they are never copied; a screen reader hears words instead. */
export function Gutter({ line, base, target, commented }: Props) {
  return (
    <span
      role="rowheader"
      className={`${styles.gutter} ${kindClass(line)} ${commented ? styles.commented : ''}`}
      data-side={line.side}
      data-base={base}
      data-target={target}
    >
      {commented ? `${line.spoken}, commented` : line.spoken}
    </span>
  );
}
