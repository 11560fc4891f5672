import { Link } from '@tanstack/react-router';
import type { ReleaseAnswer } from '../../trust/node-logs/node-logs.ts';
import { ageInWords, counted } from '../../ui/counts.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './page.module.css';

/** On what grounds the verdict was made, and what it does not prove. */
export function Grounds({ answer }: { answer: ReleaseAnswer }) {
  const now = Math.floor(useNow() / 1000);
  return (
    <section className={styles.grounds} aria-labelledby="grounds">
      <h2 id="grounds">What this stands on</h2>
      <p>
        {readInWords(answer, now)} The keys are those that this node shows: you have not pinned them, so a
        node that shows you a world of its own could still deceive you. <code>countersign gate</code> pins
        them, and asks several nodes. <Link to="/log">Log and keys</Link>
      </p>
    </section>
  );
}

/** What was checked, and never more than that. */
function readInWords({ problem, trustSize, seenAt }: ReleaseAnswer, now: number): string {
  if (problem !== null && problem.code !== 'log-stale') {
    return 'This browser did not accept the trust log that this node shows, so nothing here is an allow.';
  }
  const witnessed =
    seenAt === null
      ? 'No witness of this node has confirmed it.'
      : `This node’s own witness confirmed it ${ageInWords(seenAt, now)}.`;
  const entries = counted(trustSize, 'entry', 'entries');
  return `This browser read the whole trust log of this node (${entries}), and checked every signature and the root that its key signed. ${witnessed}`;
}
