import { useId } from 'react';
import styles from './digest-chip.module.css';
import { useCopy } from './use-copy.ts';

/** A digest or key, short; in full while it has focus or the pointer, and on paper. A click copies it. */
export function DigestChip({ value, label }: { value: string; label: string }) {
  const { copied, copy } = useCopy(value);
  const full = useId();
  const short = value.length > 20 ? `${value.slice(0, 8)}…${value.slice(-4)}` : value;
  return (
    <span className={styles.chip}>
      <button type="button" onClick={copy} aria-describedby={full}>
        <span className={styles.label}>{label}</span>
        <span className={styles.short}>{copied ? 'copied' : short}</span>
        <span className="only-heard">copy</span>
      </button>
      <span id={full} className={styles.full} aria-hidden="true">
        {value}
      </span>
      <output className="only-heard">{copied ? 'Copied' : ''}</output>
    </span>
  );
}
