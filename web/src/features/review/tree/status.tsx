import type { FileSummary } from '../../../worker/reading.ts';
import styles from './tree.module.css';

const names = { A: 'added', M: 'modified', D: 'deleted', R: 'renamed' } as const;

/** A letter for those who see; `statusName` says it in a word. Renamed is where it went, and where it came from. */
export function Status({ file }: { file: FileSummary }) {
  const letter = letterOf(file);
  return (
    <span className={`${styles.status} ${styles[names[letter]]}`} aria-hidden="true">
      {letter}
    </span>
  );
}

export function statusName(file: FileSummary): string {
  if (file.renamedTo !== null) return `renamed to ${file.renamedTo}`;
  if (file.renamedFrom !== null) return `renamed from ${file.renamedFrom}`;
  return names[file.kind];
}

function letterOf({ kind, renamedFrom }: FileSummary): keyof typeof names {
  return kind === 'A' && renamedFrom !== null ? 'R' : kind;
}
