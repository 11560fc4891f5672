import styles from './copy.module.css';
import { useCopy } from './use-copy.ts';
import { VisibleText } from './visible-text.tsx';

/** A command to copy. It can be selected and scrolled, too. */
export function CopyCommand({ text }: { text: string }) {
  const { copied, copy } = useCopy(text);
  return (
    <span className={styles.command}>
      <code>
        <VisibleText text={text} />
      </code>
      <button type="button" onClick={copy} aria-label={`Copy: ${text}`}>
        {copied ? 'Copied' : 'Copy'}
      </button>
      <output className="only-heard">{copied ? 'Copied' : ''}</output>
    </span>
  );
}
