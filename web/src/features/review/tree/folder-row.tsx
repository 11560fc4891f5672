import { grouped } from '../../../ui/counts.ts';
import { Shape } from '../../../ui/shape.tsx';
import { VisibleText } from '../../../ui/visible-text.tsx';
import type { TreeRow } from '../tree-rows.ts';
import styles from './tree.module.css';

interface Props {
  readonly row: Extract<TreeRow, { kind: 'folder' }>;
  readonly onFold: () => void;
}

/** A folder that folds. Folded or not, it says how many of its lines are unread. */
export function FolderRow({ row, onFold }: Props) {
  const { name, depth, folded, files, unread, read } = row;
  return (
    <button
      type="button"
      className={`${styles.folder} ${read ? styles.read : ''}`}
      style={{ paddingLeft: 16 + depth * 12 }}
      aria-expanded={!folded}
      aria-label={`${name}/, ${read ? 'all read' : `${unread} lines unread`}`}
      onClick={onFold}
    >
      <span className={styles.line}>
        <span className={styles.twist} aria-hidden="true">
          {folded ? '▸' : '▾'}
        </span>
        <span className={styles.name}>
          <VisibleText text={name} />/
        </span>
        <span className={styles.left}>
          {read ? <Shape name="check" /> : null}
          {read ? null : folded ? `${files} files, ${grouped(unread)}` : grouped(unread)}
        </span>
      </span>
    </button>
  );
}
