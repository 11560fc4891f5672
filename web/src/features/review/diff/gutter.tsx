/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by script, as those of a table cannot be */
import type { PreparedLine } from './prepared-line.ts';
import { gutterText } from './gutter-text.ts';
import { kindClass } from './line-cell.tsx';
import styles from './row.module.css';

interface Props {
  readonly line: PreparedLine;
  /** A column each, as people count; undefined where a side has no line. */
  readonly numbers: readonly (number | undefined)[];
  /** That the largest number takes. */
  readonly digits: number;
  readonly commented: boolean;
}

/** Line numbers and what happened to the line, never copied; a screen reader hears words instead. */
export function Gutter({ line, numbers, digits, commented }: Props) {
  return (
    <span
      role="rowheader"
      className={`${styles.gutter} ${kindClass(line)} ${commented ? styles.commented : ''}`}
      data-side={line.side}
      aria-label={commented ? `${line.spoken}, commented` : line.spoken}
    >
      {gutterText(line, numbers, digits)}
    </span>
  );
}
