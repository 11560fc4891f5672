import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { errorWords } from './error-words.ts';
import styles from './state.module.css';
import { VisibleText } from './visible-text.tsx';

/** `what` is read after "Loading": "the flags". */
export function Loading({ what }: { what: string }) {
  return <output className={styles.loading}>Loading {what}…</output>;
}

/** An error in words, its code, and what to do. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { sentence, code } = errorWords(error);
  return (
    <div className={styles.failure} role="alert">
      <p>
        <VisibleText text={sentence} />
        {code === null ? null : (
          <>
            {' '}
            <code>
              <VisibleText text={code} />
            </code>
          </>
        )}
      </p>
      {retry ? <Button onClick={retry}>Try again</Button> : null}
    </div>
  );
}

/** Nothing is there: says what would be, and what to do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  );
}
