import { Button } from '../../../ui/button.tsx';
import { useBench } from '../bench.ts';
import type { Comment } from '../draft.ts';
import { describePlace } from '../line-address.ts';
import { say } from '../view-store.ts';
import styles from './comments.module.css';
import { TextLines } from './text-lines.tsx';

/** A comment below its line. */
export function CommentBox({ comment }: { comment: Comment }) {
  const { draft, view } = useBench();
  return (
    <article className={styles.comment} aria-label={`Your comment on ${describePlace(comment)}`}>
      <p className={styles.text}>
        <TextLines text={comment.text} />
      </p>
      <div className={styles.buttons}>
        {comment.to === comment.line ? null : <span className={styles.where}>{describePlace(comment)}</span>}
        <Button
          kind="quiet"
          onClick={() => view.setState({ writing: { path: comment.path, place: comment, id: comment.id } })}
        >
          Edit
        </Button>
        <Button
          kind="quiet"
          onClick={() => {
            draft.deleteComment(comment.id);
            say(view, 'Comment deleted.');
          }}
        >
          Delete
        </Button>
      </div>
    </article>
  );
}
