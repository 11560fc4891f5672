import styles from './state.module.css';
import { counted } from './counts.ts';

/** Says that the node served entries that do not verify. Nothing of them is shown. */
export function Refused({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p className={styles.refused} role="alert">
      This node served something that does not verify: {counted(count, 'entry', 'entries')} whose signature or
      form is wrong. Nothing of it is shown. Ask another node, or tell whoever runs this one.
    </p>
  );
}
