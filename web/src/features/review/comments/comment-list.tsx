import { VisibleText } from '../../../ui/visible-text.tsx';
import { useBench, useDraft } from '../bench.ts';
import { describePlace } from '../line-address.ts';
import { openFile } from '../view-store.ts';
import styles from './comments.module.css';
import { TextLines } from './text-lines.tsx';

/** All comments, in the order of the files; each leads to its line. */
export function CommentList() {
  const { reading, view } = useBench();
  const comments = useDraft((draft) => draft.comments);
  const indexOf = new Map(reading.files.map(({ path, index }) => [path, index]));
  const sorted = comments
    .filter(({ path }) => indexOf.has(path))
    .toSorted((a, b) => (indexOf.get(a.path) ?? 0) - (indexOf.get(b.path) ?? 0) || a.line - b.line);
  if (sorted.length === 0) return <p className={styles.none}>None yet.</p>;
  return (
    <ul className={styles.list}>
      {sorted.map((comment) => (
        <li key={comment.id}>
          <button
            type="button"
            onClick={() =>
              openFile(view, indexOf.get(comment.path) ?? 0, {
                kind: 'line',
                side: comment.side,
                line: comment.to,
              })
            }
          >
            <span className={styles.path}>
              <VisibleText text={comment.path} />, {describePlace(comment)}
            </span>
            <span className={styles.excerpt}>
              <TextLines text={comment.text} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
