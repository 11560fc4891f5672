import type { Severity as SeverityName } from '@countersign/shared/statement/flag.ts';
import { Link } from '@tanstack/react-router';
import type { OpenedOf } from '../app/opened.ts';
import { evidenceInWords } from './evidence-words.ts';
import styles from './flag-words.module.css';
import { KnownSigner } from './known-signer.tsx';
import { Severity } from './severity.tsx';
import { VisibleText } from './visible-text.tsx';
import { When } from './when.tsx';

interface Props {
  readonly flag: OpenedOf<'flag'>;
  /** What the reader was told already; another severity is said here. */
  readonly worst?: SeverityName | null;
}

/** What one flag says: summary, where to look, who said it and when, and whether it was taken back. */
export function FlagWords({ flag, worst = null }: Props) {
  const { id, by, predicate } = flag.statement;
  const evidence = evidenceInWords(predicate.evidence);
  const summary = <VisibleText text={predicate.summary} />;
  return (
    <div className={styles.flag}>
      <p className={styles.why}>{flag.withdrawn === 'shown' ? <s>{summary}</s> : summary}</p>
      <p className={styles.by}>
        {predicate.severity === worst ? null : (
          <>
            <Severity value={predicate.severity} />
            {' · '}
          </>
        )}
        {evidence === null ? null : (
          <>
            <code>
              <VisibleText text={evidence} />
            </code>
            {' · '}
          </>
        )}
        {predicate.category} {' · '}
        <KnownSigner signer={by} />
        {' · '}
        <When instant={predicate.date} />
        {' · '}
        <Link to="/log" search={{ log: 'trust', search: id }}>
          entry
        </Link>
      </p>
      <Withdrawn withdrawn={flag.withdrawn} />
    </div>
  );
}

function Withdrawn({ withdrawn }: Pick<OpenedOf<'flag'>, 'withdrawn'>) {
  if (withdrawn === null) return null;
  return (
    <p className={styles.back}>
      {withdrawn === 'shown'
        ? 'Withdrawn by who raised it.'
        : 'This node says that it was withdrawn, and cannot show the withdrawal. It stands.'}
    </p>
  );
}
