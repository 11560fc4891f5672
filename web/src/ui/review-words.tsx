import type { ReviewPredicate } from '@countersign/shared/statement/review.ts';
import { Link } from '@tanstack/react-router';
import type { OpenedOf } from '../app/opened.ts';
import { counted } from './counts.ts';
import { KnownSigner } from './known-signer.tsx';
import { PurlName } from './purl-name.tsx';
import styles from './review-words.module.css';
import { versionOf } from './versions.ts';
import { VisibleText } from './visible-text.tsx';
import { When } from './when.tsx';

interface Props {
  readonly review: OpenedOf<'review'>;
  /** Left out on the page of the signer itself. */
  readonly signer?: boolean;
}

/** What one review says: of what, how thoroughly, by whom. */
export function ReviewWords({ review, signer = true }: Props) {
  const { id, by, subject, predicate } = review.statement;
  const taken = review.withdrawn;
  const release = <PurlName purl={subject.name} link="release" />;
  return (
    <li className={styles.review}>
      <p className={styles.what}>
        {taken === 'shown' ? <s>{release}</s> : release} <Scope predicate={predicate} />
      </p>
      {predicate.summary === undefined ? null : (
        <p className={styles.summary}>
          <VisibleText text={predicate.summary} />
        </p>
      )}
      <p className={styles.by}>
        {predicate.criteria.join(', ')} · thoroughness {predicate.thoroughness}, understanding{' '}
        {predicate.understanding}
        {method(predicate)}
        {signer ? ' · ' : ''}
        {signer ? <KnownSigner signer={by} /> : null}
        {' · '}
        <When instant={predicate.date} />
        {' · '}
        <Link to="/log" search={{ log: 'reviews', search: id }}>
          entry
        </Link>
      </p>
      {taken === null ? null : (
        <p className={styles.back}>
          {taken === 'shown'
            ? 'Withdrawn by who signed it. It no longer counts.'
            : 'This node says that it was withdrawn, and cannot show the withdrawal.'}
        </p>
      )}
    </li>
  );
}

function Scope({ predicate }: { predicate: ReviewPredicate }) {
  const { scope, coverage } = predicate;
  const read =
    'complete' in coverage
      ? 'every file of'
      : `only ${counted(coverage.read, 'file', 'files')} of ${coverage.entries} in`;
  if (scope.kind === 'full') return <span className={styles.scope}>{read} the release</span>;
  return (
    <span className={styles.scope}>
      {read} the change from <VisibleText text={versionOf(scope.base.purl) ?? scope.base.purl} />
    </span>
  );
}

function method({ method }: ReviewPredicate) {
  if (method.kind === 'human') return null;
  return (
    <>
      {` · ${method.kind} by `}
      <VisibleText text={`${method.tool} ${method.model}`} />
    </>
  );
}
