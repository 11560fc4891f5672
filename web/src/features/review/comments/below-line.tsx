import type { Side } from '../../../worker/reading.ts';
import { useDraft, useView } from '../bench.ts';
import { CommentBox } from './comment-box.tsx';
import { CommentEditor } from './comment-editor.tsx';
import styles from './comments.module.css';

/** What stands below a line: its comments, and the one that is being written. */
export function BelowLine({ path, side, line }: { path: string; side: Side; line: number }) {
  const comments = useDraft((draft) => draft.comments);
  const writing = useView((view) => view.writing);
  const here = comments.filter(
    (comment) =>
      comment.path === path && comment.side === side && comment.to === line && comment.id !== writing?.id,
  );
  const isWritten = writing?.path === path && writing.place.side === side && writing.place.to === line;
  if (here.length === 0 && !isWritten) return null;
  return (
    <div className={styles.below}>
      {here.map((comment) => (
        <CommentBox key={comment.id} comment={comment} />
      ))}
      {isWritten ? (
        <CommentEditor key={writing.id} path={path} place={writing.place} id={writing.id} />
      ) : null}
    </div>
  );
}
