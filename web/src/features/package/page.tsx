import { PackageAnswer } from '@countersign/shared/api.ts';
import { parsePurl } from '@countersign/shared/purl/purl.ts';
import { packageName } from '@countersign/shared/purl/release.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { loadNewest } from '../../app/all-statements.ts';
import { getChecked } from '../../app/checked.ts';
import { ofKind } from '../../app/opened.ts';
import { grouped } from '../../ui/counts.ts';
import { FlagWords } from '../../ui/flag-words.tsx';
import { PurlName } from '../../ui/purl-name.tsx';
import { rangeInWords } from '../../ui/range-words.ts';
import { Refused } from '../../ui/refused.tsx';
import { ReviewWords } from '../../ui/review-words.tsx';
import { Empty, Failure, Loading } from '../../ui/state.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { packageOf } from '../../ui/versions.ts';
import styles from './page.module.css';
import { timeLine } from './time-line.ts';
import { TimeLine } from './time-line-list.tsx';

/** A package: its versions, what was said about each, and how reviews join them. */
export function PackagePage() {
  const { purl } = useSearch({ from: '/package' });
  const name = purl === undefined ? null : packageOf(purl);
  useTitle(name === null ? 'Package' : `Package ${packageName(parsePurl(name))}`);
  if (name === null) {
    return (
      <main>
        <h1>Package</h1>
        <Empty
          title={
            purl === undefined
              ? 'The address names no package.'
              : 'The address names no package that can be read.'
          }
        >
          <p>
            <Link to="/packages">Look for one</Link>; or write its name behind{' '}
            <code>/package?purl=pkg:npm/</code>
          </p>
        </Empty>
      </main>
    );
  }
  return (
    <main>
      <h1>
        <PurlName purl={name} link="none" />
      </h1>
      <Package purl={name} />
    </main>
  );
}

function Package({ purl }: { purl: string }) {
  const listed = useQuery({
    queryKey: ['package', purl],
    queryFn: ({ signal }) => getChecked<PackageAnswer>(PackageAnswer, '/api/package', { purl }, signal),
  });
  const said = useQuery({
    queryKey: ['package-statements', purl],
    queryFn: ({ signal }) => loadNewest('/api/releases', { package: purl }, signal),
  });
  if (listed.isPending || said.isPending) return <Loading what="the package" />;
  const error = listed.error ?? said.error;
  if (error) {
    return <Failure error={error} retry={() => void Promise.all([listed.refetch(), said.refetch()])} />;
  }
  if (!listed.data || !said.data) return null;
  const reviews = ofKind(said.data.statements, 'review');
  const flags = ofKind(said.data.statements, 'flag');
  const { versions, registry } = listed.data;
  if (versions.length === 0 && said.data.statements.length === 0) {
    return (
      <>
        <Refused count={said.data.refused} />
        <NothingSaid registry={registry} />
      </>
    );
  }
  return (
    <>
      <p className="lead">
        {lead(versions.length, reviews.length, flags.length)}
        {registry === 'known'
          ? null
          : ' The registry does not answer this node: only versions that somebody spoke of are listed, without their dates.'}
      </p>
      <Refused count={said.data.refused} />
      {said.data.next === null ? null : (
        <p className={styles.note}>
          Only the newest {grouped(said.data.statements.length)} statements were read; older ones are in{' '}
          <Link to="/log" search={{ log: 'reviews', search: purl }}>
            the log
          </Link>
          .
        </p>
      )}
      <h2>Versions</h2>
      {versions.length === 0 ? (
        <Empty title="No version of it is known here.">
          <p>Nobody has reviewed or flagged it on this node, and no registry told this node of it.</p>
        </Empty>
      ) : (
        <TimeLine points={timeLine(versions, reviews, flags)} />
      )}
      {flags.length === 0 ? null : <h2>Flags</h2>}
      {flags.map((flag) => (
        <div key={flag.statement.id} className={styles.flag}>
          <PurlName
            purl={flag.statement.subject.name}
            link="release"
            versions={flag.statement.predicate.range ? rangeInWords(flag.statement.predicate.range) : null}
          />
          <FlagWords flag={flag} />
        </div>
      ))}
      <h2>Reviews</h2>
      {reviews.length === 0 ? (
        <Empty title="Nobody has reviewed a version of it yet.">
          <p>Read one above and sign what you read.</p>
        </Empty>
      ) : (
        <ul className={styles.reviews}>
          {reviews.map((review) => (
            <ReviewWords key={review.statement.id} review={review} />
          ))}
        </ul>
      )}
    </>
  );
}

function NothingSaid({ registry }: { registry: PackageAnswer['registry'] }) {
  return (
    <Empty title="Nobody has said anything about this package on this node.">
      <p>
        {registry === 'known'
          ? 'The registry knows no version of it.'
          : 'The registry does not answer this node either; look at the spelling, or try again later.'}
      </p>
      <p>
        <Link to="/packages">Look for another</Link>; or, where you know a version of it, be the first:{' '}
        <code>countersign review NAME@VERSION</code>
      </p>
    </Empty>
  );
}

function lead(versions: number, reviews: number, flags: number): string {
  const count = (number: number, word: string) => `${grouped(number)} ${word}${number === 1 ? '' : 's'}`;
  return `${count(versions, 'version')}, ${count(reviews, 'review')}, ${count(flags, 'flag')}. Whose word counts is for your own anchors to say.`;
}
