import { Button } from '../../ui/button.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import type { DraftSync, SaveState } from './draft-sync.ts';
import { sessionWords } from './session/session-words.ts';
import styles from './save-banner.module.css';

interface Props {
  readonly state: SaveState;
  readonly sync: DraftSync;
  /** Takes the other tab's draft over into this one. */
  readonly onTakeOther: () => void;
}

/** Says when the draft is not safe, and lets the reader choose between two tabs. Nothing while all is well. */
export function SaveBanner({ state, sync, onTakeOther }: Props) {
  if (state.kind === 'conflict') {
    return (
      <div className={styles.banner} role="alert">
        <p>
          This review was changed in another tab. Your marks and comments of this tab are not kept until you
          choose.
        </p>
        <Button onClick={onTakeOther}>Take over the other tab’s draft</Button>
        <Button onClick={() => void sync.overwrite()}>Keep mine, replace the other</Button>
      </div>
    );
  }
  if (state.kind === 'failed') {
    return (
      <div className={styles.banner} role="alert">
        <p>
          Your draft is not being kept. <VisibleText text={sessionWords(state.error)} />
        </p>
        <Button onClick={() => sync.retry()}>Try again</Button>
      </div>
    );
  }
  return null;
}
