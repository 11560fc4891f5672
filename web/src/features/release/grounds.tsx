import { Link } from '@tanstack/react-router';
import type { ReleaseAnswer } from '../../trust/node-logs/node-logs.ts';
import { ageInWords, counted } from '../../ui/counts.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './page.module.css';

/** On what grounds the verdict was made, and what it does not prove. */
export function Grounds({ answer: { trustSize, seenAt } }: { answer: ReleaseAnswer }) {
  const now = Math.floor(useNow() / 1000);
  return (
    <section className={styles.grounds} aria-labelledby="grounds">
      <h2 id="grounds">What this stands on</h2>
      <p>
        This browser read the whole trust log of this node ({counted(trustSize, 'entry', 'entries')}), checked
        every signature and the root that its key signed
        {seenAt === null
          ? ', and found no word of a witness on it'
          : `; its witness confirmed it ${ageInWords(seenAt, now)}`}
        . The keys are those that this node shows: you have not pinned them, so a node that shows you a world
        of its own could still deceive you. <code>countersign gate</code> pins them, and asks several nodes.{' '}
        <Link to="/log">Log and keys</Link>
      </p>
    </section>
  );
}
