import type { ReviewPredicate } from '@countersign/shared/statement/review.ts';
import { CountSigner } from '../../trust/count-signer.tsx';
import { NamedSigner } from '../../trust/named-signer.tsx';
import type { NotCounted, ShownArtifact, ShownReview } from '../../trust/node-logs/node-logs.ts';
import { NoteText } from '../../trust/note-text.tsx';
import { ProofOnDemand } from '../../trust/proof-on-demand.tsx';
import { PurlName } from '../../ui/purl-name.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { When } from '../../ui/when.tsx';
import { InSteps } from './in-steps.tsx';
import styles from './statements.module.css';

interface Props {
  readonly artifact: ShownArtifact;
  /** What signers call themselves. */
  readonly names: Readonly<Record<string, string>>;
  readonly heading: 'h2' | 'h3';
}

const whyNot: Readonly<Record<NotCounted, string>> = {
  'not-an-anchor': 'does not count for you: not one of your signers',
  retracted: 'taken back by its signer',
  'key-void': 'does not count: its key was out of use by then',
  automated: 'does not count: a machine read it',
  incomplete: 'does not count: not every file was read',
  thoroughness: 'does not count: less thorough than you ask for',
  criterion: 'does not count: it says nothing of what you ask for',
  'signer-flagged': 'does not count: its signer flagged this release',
  'log-refused': 'does not count: the log that it is in does not hold together',
};

/** Every review of an artifact, and whether it counts for the visitor; those that do first, then the newest. */
export function ReviewList({ artifact: { reviews, digest, verdict }, names, heading: Heading }: Props) {
  if (digest === null) return null;
  return (
    <>
      <Heading className={styles.title}>Reviews</Heading>
      {reviews.length === 0 ? (
        <p className={styles.quiet}>Nobody has signed a review of these bytes.</p>
      ) : (
        <InSteps
          items={reviews}
          what="reviews"
          className={styles.list}
          renderItem={(review) => (
            <Review key={review.statement.id} review={review} names={names} judged={verdict !== null} />
          )}
        />
      )}
    </>
  );
}

function Review({ review, names, judged }: { review: ShownReview; names: Props['names']; judged: boolean }) {
  const { statement, index, retracted, notCounted } = review;
  const { id, by, predicate } = statement;
  const reason = notCounted === 'retracted' || !judged ? null : notCounted;
  const read = <Read predicate={predicate} />;
  return (
    <li>
      <p className={styles.head}>
        <NamedSigner signer={by} names={names} />
        {retracted ? <b>taken back</b> : null}
        {judged && notCounted === null ? <b className={styles.counts}>counts for you</b> : null}
        {reason === null ? null : <span className={styles.quiet}>{whyNot[reason]}</span>}
      </p>
      <p className={styles.said}>
        {retracted ? <s>{read}</s> : read} as{' '}
        {predicate.criteria.map((one) => one.replaceAll('-', ' ')).join(', ')}.
      </p>
      {predicate.summary === undefined ? null : (
        <p className={styles.said}>
          <VisibleText text={predicate.summary} />
        </p>
      )}
      <p className={styles.by}>
        thoroughness {predicate.thoroughness}, understanding {predicate.understanding}
        <Method predicate={predicate} />
        {' · '}
        <When instant={predicate.date} />
        <span className={styles.count}>
          <CountSigner signer={by} claimed={names[by]} />
        </span>
      </p>
      {predicate.note === undefined ? null : <NoteText sha256={predicate.note} />}
      <ProofOnDemand id={id} log="reviews" index={index} />
    </li>
  );
}

/** `Read every file that changed since x 1.0.0, and accepts it`. */
function Read({ predicate: { scope, coverage } }: { predicate: ReviewPredicate }) {
  const files = 'complete' in coverage ? 'every file' : `only ${coverage.read} of ${coverage.entries} files`;
  if (scope.kind === 'full') return <>Read {files} of the whole release, and accepts it</>;
  return (
    <>
      Read {files} that changed since <PurlName purl={scope.base.purl} link="release" />, and accepts the
      change
    </>
  );
}

function Method({ predicate: { method } }: { predicate: ReviewPredicate }) {
  if (method.kind === 'human') return <> · read by a person</>;
  const how = method.kind === 'assisted' ? 'read by a person with' : 'read by';
  return (
    <>
      {` · ${how} `}
      <VisibleText text={`${method.tool} ${method.model}`} />
    </>
  );
}
