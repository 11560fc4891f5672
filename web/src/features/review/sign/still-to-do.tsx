import { useBench } from '../bench.ts';
import styles from './sign.module.css';

/** What stands between the form and the statement, which appears in its place. */
export function StillToDo({ missing }: { missing: readonly string[] }) {
  const { occasion } = useBench();
  return (
    <section className={styles.missing} aria-label="Still to do">
      <p>{occasion.terminal ? 'Before you can send it to the terminal:' : 'Before you can save it:'}</p>
      <ul>
        {missing.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
