import styles from './diff-view.module.css';
import type { Part } from './parts.ts';
import { grouped } from '../../../ui/counts.ts';

interface Props {
  readonly part: Part;
  readonly rows: number;
  readonly onPart: (index: number) => void;
}

/** Which stretch of a huge file is in view; nothing for one that is shown in one piece. */
export function PartBar({ part, rows, onPart }: Props) {
  if (part.parts === 1) return null;
  return (
    <nav className={styles.strip} aria-label="Parts of this file">
      <p>
        Part {part.index + 1} of {part.parts}: rows {grouped(part.from + 1)} to {grouped(part.to)} of{' '}
        {grouped(rows)}.
      </p>
      <button type="button" disabled={part.index === 0} onClick={() => onPart(part.index - 1)}>
        Previous part
      </button>
      <button type="button" disabled={part.index === part.parts - 1} onClick={() => onPart(part.index + 1)}>
        Next part
      </button>
    </nav>
  );
}
