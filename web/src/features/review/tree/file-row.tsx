import { grouped, numbered } from '../../../ui/counts.ts';
import { Shape } from '../../../ui/shape.tsx';
import { visibleString } from '../../../ui/visible.ts';
import { VisibleText } from '../../../ui/visible-text.tsx';
import { useBench } from '../bench.ts';
import type { FileCoverage } from '../coverage.ts';
import type { TreeRow } from '../tree-rows.ts';
import { openFile } from '../view-store.ts';
import { Status, statusName } from './status.tsx';
import styles from './tree.module.css';

interface Props {
  readonly row: Extract<TreeRow, { kind: 'file' }>;
  readonly coverage: FileCoverage | undefined;
  readonly current: boolean;
}

/** A file: status, name, what is left of it; among those to look at first, why. */
export function FileRow({ row, coverage, current }: Props) {
  const { view } = useBench();
  const { file, name, depth, first } = row;
  const read = coverage?.read === true;
  const why = file.concerns.map(({ text }) => text).join('; ');
  return (
    <button
      type="button"
      className={`${styles.file} ${read ? styles.read : ''} ${current ? styles.current : ''}`}
      style={{ paddingLeft: 16 + depth * 12 }}
      aria-current={current ? 'true' : undefined}
      title={visibleString(why === '' ? file.path : `${file.path}: ${why}`)}
      onClick={() => openFile(view, file.index)}
    >
      <span className={styles.line}>
        <Status file={file} />
        <span className={first ? styles.path : styles.name}>
          <VisibleText text={name} />
        </span>
        <span className="only-heard">
          , {statusName(file)}, {heard(coverage)}
        </span>
        <span className={styles.left} aria-hidden="true">
          {read ? <Shape name={coverage.notShown > 0 ? 'half' : 'check'} /> : null}
          {left(coverage)}
        </span>
      </span>
      {first ? (
        <span className={styles.why}>
          <Shape name="triangle" /> <VisibleText text={why} />
        </span>
      ) : null}
    </button>
  );
}

/** As it is seen. */
function left(coverage: FileCoverage | undefined): string {
  if (!coverage || coverage.lines === null) return '…';
  const lines = coverage.read ? coverage.notShown : coverage.lines;
  return coverage.read && lines === 0 ? '' : grouped(lines);
}

/** As it is heard. */
function heard(coverage: FileCoverage | undefined): string {
  if (!coverage || coverage.lines === null) return 'being counted';
  if (!coverage.read) return `unread, ${numbered(coverage.lines, 'line')}`;
  return coverage.notShown > 0 ? `read, ${numbered(coverage.notShown, 'line')} not shown` : 'read';
}
