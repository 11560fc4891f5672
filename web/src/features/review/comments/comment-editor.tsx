import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { useBench, useDraft } from '../bench.ts';
import { describePlace, type LinePlace } from '../line-address.ts';
import { say } from '../view-store.ts';
import styles from './comments.module.css';

interface Props {
  readonly path: string;
  readonly place: LinePlace;
  readonly id: string;
}

/** Where a comment is written. Every letter is in the draft at once; a comment without text is none. */
export function CommentEditor({ path, place, id }: Props) {
  const { draft, view } = useBench();
  const text = useDraft(({ comments }) => comments.find((comment) => comment.id === id)?.text ?? '');
  const [before] = useState(() => draft.draft.comments);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => () => draft.settle(before), [draft, before]);

  const { side, line, to } = place;
  const write = (now: string): void => draft.amend({ id, path, side, line, to, text: now });
  const close = (said: string): void => {
    view.setState({ writing: null });
    say(view, said);
  };
  const discard = (): void => {
    write(before.find((comment) => comment.id === id)?.text ?? '');
    close('Comment discarded.');
  };

  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        close('Comment kept.');
      }}
    >
      <label>
        <span className={styles.where}>Comment on {describePlace(place)}</span>
        <textarea
          ref={field}
          rows={3}
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close('Comment kept.');
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) close('Comment kept.');
          }}
        />
      </label>
      <div className={styles.buttons}>
        <Button type="submit">Keep</Button>
        <Button kind="quiet" onClick={discard}>
          Discard
        </Button>
        <span className={styles.hint}>It goes along when you sign. Ctrl+Enter keeps it.</span>
      </div>
    </form>
  );
}
