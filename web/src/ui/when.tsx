import { momentInWords } from './moment.ts';
import { useNow } from './use-now.ts';
import { VisibleText } from './visible-text.tsx';
import styles from './quiet.module.css';

/** An instant as people say it, in full on hover and on paper. It is what a signer or a log claims. */
export function When({ instant }: { instant: string }) {
  const words = momentInWords(instant, useNow());
  if (words === null) return <VisibleText text={instant} />;
  return (
    <time className={styles.when} dateTime={instant} title={instant}>
      <span>{words}</span>
    </time>
  );
}
