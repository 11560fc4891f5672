import type { ReviewPredicate } from '@countersign/shared/statement/review.ts';
import type { OpenedOf } from '../app/opened.ts';
import { counted } from './counts.ts';
import { EntryLink, Facts } from './flag-words.tsx';
import { KnownSigner } from './known-signer.tsx';
import { PurlName } from './purl-name.tsx';
import { versionOf } from './versions.ts';
import { VisibleText } from './visible-text.tsx';
import { When } from './when.tsx';
import styles from './words.module.css';

interface Props {
  readonly review: OpenedOf<'review'>;
  /** Left out on the page of the signer itself. */
  readonly signer?: boolean;
}

/** What one review says, as a sentence: who read what of which release, and accepts it as what. */
export function ReviewWords({ review, signer = true }: Props) {
  const { id, by, subject, predicate } = review.statement;
  const { withdrawn } = review;
  const { method, summary } = predicate;
  const sentence = (
    <>
      {signer ? <KnownSigner signer={by} /> : null} {signer ? 'read' : 'Read'} <Scope predicate={predicate} />{' '}
      <PurlName purl={subject.name} link="release" plain />.
    </>
  );
  const facts = {
    criteria: predicate.criteria.join(', '),
    care: `thoroughness ${predicate.thoroughness}, understanding ${predicate.understanding}`,
    method:
      method.kind === 'human' ? null : (
        <VisibleText text={`${method.kind}: ${method.tool} ${method.model}`} />
      ),
    when: <When instant={predicate.date} />,
    entry: <EntryLink log="reviews" id={id} />,
  };
  return (
    <li className={styles.review}>
      <p className={styles.said}>{withdrawn === 'shown' ? <s>{sentence}</s> : sentence}</p>
      {summary === undefined ? null : (
        <p className={styles.said}>
          “<VisibleText text={summary} />”
        </p>
      )}
      <Facts facts={facts} />
      {withdrawn === null ? null : (
        <p className={styles.back}>
          {withdrawn === 'shown'
            ? 'Withdrawn by who signed it. It no longer counts.'
            : 'This node says that it was withdrawn, and cannot show the withdrawal.'}
        </p>
      )}
    </li>
  );
}

function Scope({ predicate: { scope, coverage } }: { predicate: ReviewPredicate }) {
  const read =
    'complete' in coverage
      ? 'every file'
      : `only ${coverage.read} of ${counted(coverage.entries, 'file', 'files')}`;
  if (scope.kind === 'full') return <>{read} of</>;
  return (
    <>
      {read} that changed from <VisibleText text={versionOf(scope.base.purl) ?? scope.base.purl} /> to
    </>
  );
}
