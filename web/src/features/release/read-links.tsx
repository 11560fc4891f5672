import { Link } from '@tanstack/react-router';
import { CopyCommand } from '../../ui/copy.tsx';
import type { ShownArtifact } from '../../trust/node-logs/node-logs.ts';
import { reviewCommand } from '../../ui/review-command.ts';
import styles from './page.module.css';

/** On to the change itself: to read it here, and the command that signs. */
export function ReadLinks({ artifact: { purl, reviews } }: { artifact: ShownArtifact }) {
  const base = reviews
    .map(({ statement }) => statement.predicate.scope)
    .find((scope) => scope.kind === 'change')?.base.purl;
  const command = reviewCommand(purl, base ?? null);
  return (
    <p className={styles.read}>
      {base === undefined ? null : (
        <Link to="/review" search={{ purl, base }}>
          Read this change
        </Link>
      )}
      <Link to="/review" search={{ purl }}>
        Read the whole release
      </Link>
      {command === null ? null : <CopyCommand text={command} />}
    </p>
  );
}
