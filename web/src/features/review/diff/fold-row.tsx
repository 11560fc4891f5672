/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by script, as those of a table cannot be */
import { numbered } from '../../../ui/counts.ts';
import type { FoldRow } from './row-model.ts';
import { expandStep } from './expand.ts';
import styles from './strip.module.css';

/** Unchanged lines out of view, and how to see them. Its buttons are handled by the diff as a whole. */
export function Fold({ row }: { row: FoldRow }) {
  const stepped = row.lines > expandStep;
  return (
    <span role="gridcell" className={styles.fold}>
      <span className={styles.words}>{numbered(row.lines, 'line')} unchanged</span>
      {stepped && row.above ? (
        <button type="button" data-action="down" data-edit={row.edit}>
          Show first {expandStep}
        </button>
      ) : null}
      {stepped && row.below ? (
        <button type="button" data-action="up" data-edit={row.edit}>
          Show last {expandStep}
        </button>
      ) : null}
      <button type="button" data-action="all" data-edit={row.edit}>
        Show all
      </button>
    </span>
  );
}
