import { fingerprint, parseSigner, type SignerId } from '@countersign/shared/signer/signer.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useAnchors } from '../../trust/anchor-store.ts';
import { CopyCommand } from '../../ui/copy.tsx';
import { Older } from '../../ui/older.tsx';
import { Refused } from '../../ui/refused.tsx';
import { ReviewWords } from '../../ui/review-words.tsx';
import { Empty, Failure, Loading } from '../../ui/state.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { accountOf } from './account.ts';
import { FlagsRaised } from './flags-raised.tsx';
import { KeyHistory } from './key-history.tsx';
import { loadReviewer } from './load.ts';
import styles from './page.module.css';
import { SaysOfItself } from './says-of-itself.tsx';
import { Vouches } from './vouches.tsx';

/** A signer: what it says of itself, who vouches for it, and what it said of others' work. */
export function ReviewerPage() {
  const { signer: text, before } = useSearch({ from: '/reviewer' });
  const signer = text === undefined ? null : readSigner(text);
  useTitle(signer === null ? 'Reviewer' : `Reviewer ${fingerprint(signer)}`);
  if (signer === null) {
    return (
      <main>
        <h1>Reviewer</h1>
        <Empty
          title={
            text === undefined
              ? 'The address names no signer.'
              : 'The address names no signer that can be read.'
          }
        >
          <p>
            A signer is a key, such as <code>ed25519:…</code>. Every flag and review links to who signed it:{' '}
            <Link to="/">red-flagged releases</Link>.
          </p>
        </Empty>
      </main>
    );
  }
  return (
    <main>
      <Reviewer signer={signer} before={before} />
    </main>
  );
}

function readSigner(text: string): SignerId | null {
  try {
    return parseSigner(text);
  } catch {
    return null;
  }
}

function Reviewer({ signer, before }: { signer: SignerId; before: string | undefined }) {
  const own = useAnchors(({ anchors }) => anchors.find((anchor) => anchor.signer === signer)?.name);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['reviewer', signer, before],
    queryFn: ({ signal }) => loadReviewer(signer, before, signal),
    placeholderData: keepPreviousData,
  });
  const account = data && accountOf(signer, data.statements, data.about);
  return (
    <>
      <h1 className={styles.mark}>{fingerprint(signer)}</h1>
      <p className={styles.key}>
        {own === undefined ? null : (
          <>
            You call this signer <b>{own}</b>, and trust its word.
            <br />
          </>
        )}
        <CopyCommand text={signer} />
      </p>
      {isPending ? <Loading what="what this signer said" /> : null}
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      {account && data ? (
        <>
          <Refused count={data.refused} />
          <KeyHistory account={account} />
          <SaysOfItself account={account} />
          <Vouches
            title="Who vouches for it"
            none="Nobody on this node vouches for it. Its flags reach only those who trust it directly."
            vouches={account.vouchedBy}
            show="by"
          />
          <Vouches
            title="For whom it vouches"
            none="For nobody, in what is shown here."
            vouches={account.vouchesFor}
            show="for"
          />
          <FlagsRaised flags={account.flags} />
          <h2>Reviews</h2>
          {account.reviews.length === 0 ? <p className={styles.none}>None, in what is shown here.</p> : null}
          <ul className={styles.list}>
            {account.reviews.map((review) => (
              <ReviewWords key={review.statement.id} review={review} signer={false} />
            ))}
          </ul>
          <Older to="/reviewer" search={{ signer }} before={before} next={data.next} what="statements" />
        </>
      ) : null}
    </>
  );
}
