/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by script, as those of a table cannot be */
import { memo } from 'react';
import type { Side } from '../../../worker/reading.ts';
import { Fold } from './fold-row.tsx';
import { Gutter } from './gutter.tsx';
import { LineCell } from './line-cell.tsx';
import { LongLine } from './long-line.tsx';
import type { PreparedLine } from './prepared-line.ts';
import type { PreparedRow } from './prepared-row.ts';
import styles from './row.module.css';

interface Props {
  readonly prepared: PreparedRow;
  /** Within the part, and within the file from 1 as ARIA counts. */
  readonly index: number;
  readonly ariaIndex: number;
  /** Pixels from the part's top; null when rows simply follow each other, in print. */
  readonly top: number | null;
  readonly split: boolean;
  /** One column of line numbers: one side has no lines at all. */
  readonly single: boolean;
  /** That the largest line number takes. */
  readonly digits: number;
  /** Where the cursor is in this row. */
  readonly cursor: Side | null;
  readonly tabStop: boolean;
  readonly selected: boolean;
  readonly commentedBase: boolean;
  readonly commentedTarget: boolean;
  /** What the button says, in the row where comments are opened. */
  readonly commentWords: string | null;
  readonly wrapped: boolean;
  /** Columns in view. */
  readonly columns: number;
  readonly below: React.ReactNode;
  /** Set where the height depends on what is in the row. */
  readonly measure: ((row: HTMLElement | null) => void) | undefined;
}

type CellProps = Omit<Props, 'measure'>;

export const DiffRow = memo(function DiffRow({ measure, ...props }: Props) {
  const { prepared, top, cursor, below, wrapped } = props;
  const { row, base, target } = prepared;
  const long = [base, target].filter((line) => line !== null && line.window.text.length < line.window.units);
  return (
    <div
      ref={measure}
      role="row"
      aria-rowindex={props.ariaIndex}
      aria-selected={props.selected || undefined}
      tabIndex={props.tabStop ? 0 : -1}
      data-index={props.index}
      data-cursor={cursor ?? undefined}
      className={`${props.split ? styles.split : styles.unified} ${wrapped ? styles.wrapped : ''}`}
      style={top === null ? undefined : { top }}
    >
      {row.kind === 'fold' ? (
        <Fold row={row} />
      ) : props.split ? (
        <SplitCells {...props} />
      ) : (
        <Cells {...props} />
      )}
      {long.map((line) => (
        <LongLine key={line?.side} line={line as PreparedLine} wrapped={wrapped} />
      ))}
      {below === null ? null : (
        <div role="gridcell" className={styles.below} data-below="">
          {below}
        </div>
      )}
    </div>
  );
});

function Cells({
  prepared,
  single,
  digits,
  columns,
  wrapped,
  commentedBase,
  commentedTarget,
  commentWords,
}: CellProps) {
  const line = (prepared.target ?? prepared.base) as PreparedLine;
  const { baseNumber, targetNumber } = prepared;
  return (
    <>
      <Gutter
        line={line}
        numbers={single ? [baseNumber ?? targetNumber] : [baseNumber, targetNumber]}
        digits={digits}
        commented={commentedBase || commentedTarget}
      />
      <LineCell line={line} cut={!wrapped && line.columns > columns} commentWords={commentWords} />
    </>
  );
}

function SplitCells({
  prepared,
  digits,
  columns,
  wrapped,
  commentedBase,
  commentedTarget,
  commentWords,
  cursor,
}: CellProps) {
  const { base, target, baseNumber, targetNumber, row } = prepared;
  const left = base ?? (row.kind === 'same' ? target : null);
  return (
    <>
      {left === null ? (
        <span className={styles.nothing} />
      ) : (
        <>
          <Gutter line={left} numbers={[baseNumber]} digits={digits} commented={commentedBase} />
          <LineCell
            line={left}
            column="left"
            cut={!wrapped && left.columns > columns}
            commentWords={cursor === 'base' ? commentWords : null}
          />
        </>
      )}
      {target === null ? (
        <span className={styles.nothing} />
      ) : (
        <>
          <Gutter line={target} numbers={[targetNumber]} digits={digits} commented={commentedTarget} />
          <LineCell
            line={target}
            column="right"
            cut={!wrapped && target.columns > columns}
            commentWords={cursor === 'target' ? commentWords : null}
          />
        </>
      )}
    </>
  );
}
