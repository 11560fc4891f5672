/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by script, as those of a table cannot be */
import type { PreparedLine } from './prepared-line.ts';
import { grouped } from '../../../ui/counts.ts';
import { windowWords } from './words.ts';
import { windowUnits } from './line-window.ts';
import styles from './strip.module.css';

/** Below a line that is not in view as a whole: how much is not, and how to see it. */
export function LongLine({ line, wrapped }: { line: PreparedLine; wrapped: boolean }) {
  const { text, from, units } = line.window;
  const place = { 'data-side': line.side, 'data-line': line.line };
  const before = Math.min(windowUnits, from);
  const after = Math.min(windowUnits, units - from - text.length);
  return (
    <div role="gridcell" className={styles.long}>
      <span>{windowWords(from, text.length, units)}</span>
      {before > 0 ? (
        <button type="button" data-action="earlier" {...place}>
          Show the {grouped(before)} before
        </button>
      ) : null}
      {after > 0 ? (
        <button type="button" data-action="later" {...place}>
          Show the next {grouped(after)}
        </button>
      ) : null}
      {wrapped ? null : (
        <button type="button" data-action="wrap-line" {...place}>
          Wrap this line
        </button>
      )}
    </div>
  );
}
