import { SignerName } from '../../ui/signer-name.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import type { Account } from './account.ts';
import styles from './page.module.css';

/** Rotated and compromised keys: first on the page, because nothing below may count any more. */
export function KeyHistory({ account }: { account: Account }) {
  return account.revocations.map(({ statement: { id, predicate } }) => (
    <p key={id} className={styles.revoked} role="alert">
      {predicate.action === 'rotated' ? (
        <>
          This key was replaced. What it signed from {day(predicate.since)} on does not count. Its owner goes
          on as <SignerName signer={predicate.successor} />; you decide whether to trust that one.
        </>
      ) : (
        <>
          The owner of this key says that somebody else may hold it. Its reviews and vouches{' '}
          {predicate.since === 'always'
            ? 'do not count, not one'
            : `do not count from ${day(predicate.since)} on`}
          .
        </>
      )}{' '}
      {predicate.summary === undefined ? null : <VisibleText text={predicate.summary} />}
    </p>
  ));
}

function day(instant: string): string {
  return instant.slice(0, 10);
}
