import { severities } from '@countersign/shared/statement/flag.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { counted } from '../../ui/counts.ts';
import { KnownSigner } from '../../ui/known-signer.tsx';
import { Severity } from '../../ui/severity.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { When } from '../../ui/when.tsx';
import styles from './time-line.module.css';
import type { TimePoint } from './time-line.ts';

const shownAtOnce = 60;

/** Versions, newest first, along a line that is drawn through where reviews join one to the next. */
export function TimeLine({ points }: { points: readonly TimePoint[] }) {
  const [shown, setShown] = useState(shownAtOnce);
  return (
    <>
      <ol className={styles.line}>
        {points.slice(0, shown).map((point) => (
          <Point key={point.purl} point={point} />
        ))}
      </ol>
      {points.length > shown ? (
        <Button onClick={() => setShown(shown + 10 * shownAtOnce)}>
          {counted(points.length - shown, 'older version', 'older versions')}
        </Button>
      ) : null}
    </>
  );
}

function Point({ point }: { point: TimePoint }) {
  const { purl, version, published, reviews, flags, before, connected, whole } = point;
  const worst = severities.find((severity) =>
    flags.some(({ statement }) => statement.predicate.severity === severity),
  );
  const joined = connected.length > 0;
  const said = whole.length > 0 || joined;
  return (
    <li
      className={`${styles.point} ${said ? styles.read : ''} ${before === null ? styles.oldest : joined ? styles.joined : ''}`}
    >
      <span className={styles.version}>
        <Link to="/release" search={{ purl }}>
          <VisibleText text={version} />
        </Link>
      </span>
      <span className={styles.said}>
        {worst === undefined ? null : (
          <>
            <Severity value={worst} /> <span>({counted(flags.length, 'flag', 'flags')})</span>{' '}
          </>
        )}
        <span className={styles.count}>{counted(reviews.length, 'review', 'reviews')}</span>
      </span>
      <span className={styles.when}>{published === null ? null : <When instant={published} />}</span>
      <span className={styles.step}>
        {whole.length === 0 ? null : (
          <>
            read in full by <Signers signers={whole} />
            {before === null ? '' : '; '}
          </>
        )}
        <Step point={point} />
      </span>
    </li>
  );
}

function Step({ point: { purl, before, connected, whole } }: { point: TimePoint }) {
  if (before === null) {
    if (whole.length > 0) return null;
    return (
      <>
        nobody read all of it ·{' '}
        <Link to="/review" search={{ purl, base: 'none' }}>
          read it
        </Link>
      </>
    );
  }
  const diff = (
    <Link to="/review" search={{ purl, base: before.version }}>
      what changed since <VisibleText text={before.version} />
    </Link>
  );
  if (connected.length === 0) {
    return (
      <>
        no complete review leads here from <VisibleText text={before.version} /> · {diff}
      </>
    );
  }
  return (
    <>
      from <VisibleText text={before.version} /> by <Signers signers={connected} /> · {diff}
    </>
  );
}

function Signers({ signers }: { signers: readonly string[] }) {
  const named = signers.slice(0, 3);
  return (
    <>
      {named.map((signer, i) => (
        <span key={signer}>
          {i === 0 ? '' : ', '}
          <KnownSigner signer={signer} />
        </span>
      ))}
      {signers.length > named.length ? ` and ${signers.length - named.length} more` : ''}
    </>
  );
}
