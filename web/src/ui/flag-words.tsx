import type { Severity as SeverityName } from '@countersign/shared/statement/flag.ts';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import type { OpenedOf } from '../app/opened.ts';
import { evidenceInWords } from './evidence-words.ts';
import { KnownSigner } from './known-signer.tsx';
import { Severity } from './severity.tsx';
import { VisibleText } from './visible-text.tsx';
import { When } from './when.tsx';
import styles from './words.module.css';

interface Props {
  readonly flag: OpenedOf<'flag'>;
  /** What the reader was told already; another severity is said here. */
  readonly worst?: SeverityName | null;
  /** Left out where the reader was told already. */
  readonly signer?: boolean;
  readonly when?: boolean;
}

/** What one flag says: summary, where to look, who said it and when, and whether it was taken back. */
export function FlagWords({ flag, worst = null, signer = true, when = true }: Props) {
  const { id, by, predicate } = flag.statement;
  const evidence = evidenceInWords(predicate.evidence);
  const summary = <VisibleText text={predicate.summary} />;
  const facts = {
    severity: predicate.severity === worst ? null : <Severity value={predicate.severity} />,
    evidence: evidence === null ? null : <Evidence text={evidence} />,
    category: predicate.category,
    signer: signer ? <KnownSigner signer={by} /> : null,
    when: when ? <When instant={predicate.date} /> : null,
    entry: <EntryLink log="trust" id={id} />,
  };
  return (
    <div className={styles.words}>
      <p className={styles.said}>{flag.withdrawn === 'shown' ? <s>{summary}</s> : summary}</p>
      <Facts facts={facts} />
      {flag.withdrawn === null ? null : (
        <p className={styles.back}>
          {flag.withdrawn === 'shown'
            ? 'Withdrawn by who raised it.'
            : 'This node says that it was withdrawn, and cannot show the withdrawal. It stands.'}
        </p>
      )}
    </div>
  );
}

function Evidence({ text }: { text: string }) {
  return (
    <code>
      <VisibleText text={text} />
    </code>
  );
}

/** To the statement in its log. */
export function EntryLink({ log, id }: { log: 'reviews' | 'trust'; id: string }) {
  return (
    <Link className={styles.entry} to="/log" search={{ log, search: id }}>
      entry
    </Link>
  );
}

/** A quiet line of facts with dots between; those that are null are left out. */
export function Facts({ facts }: { facts: Readonly<Record<string, ReactNode>> }) {
  const told = Object.entries(facts).filter(([, fact]) => fact !== null);
  return (
    <p className={styles.facts}>
      {told.map(([name, fact], i) => (
        <Fragment key={name}>
          {i === 0 ? '' : ' · '}
          {fact}
        </Fragment>
      ))}
    </p>
  );
}
