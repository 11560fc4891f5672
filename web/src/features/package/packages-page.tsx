import { PackagesAnswer } from '@countersign/shared/api.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { getChecked } from '../../app/checked.ts';
import { counted } from '../../ui/counts.ts';
import { Older } from '../../ui/older.tsx';
import { PurlName } from '../../ui/purl-name.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Empty, Failure, Loading } from '../../ui/state.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { When } from '../../ui/when.tsx';
import styles from './packages-page.module.css';

/** Every package that somebody has reviewed or flagged here. */
export function PackagesPage() {
  const { text, before } = useSearch({ from: '/packages' });
  const navigate = useNavigate({ from: '/packages' });
  useTitle(text === undefined ? 'Packages' : `Packages: ${text}`);
  return (
    <main>
      <h1>Packages</h1>
      <p className="lead">What somebody has reviewed or flagged on this node, the latest word first.</p>
      <search className={styles.bar}>
        <SearchField
          label="Part of a package’s name"
          text={text ?? ''}
          onText={(typed) =>
            void navigate({
              search: typed === '' ? {} : { text: typed },
              replace: true,
              resetScroll: false,
            })
          }
        />
      </search>
      <Packages text={text?.slice(0, 200)} before={before} />
    </main>
  );
}

function Packages({ text, before }: { text: string | undefined; before: string | undefined }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['packages', text, before],
    queryFn: ({ signal }) =>
      getChecked<PackagesAnswer>(PackagesAnswer, '/api/packages', { text, before }, signal),
    placeholderData: keepPreviousData,
  });
  if (isPending) return <Loading what="the packages" />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const { packages, next } = data;
  return (
    <>
      {packages.length === 0 ? <NoPackages text={text} /> : null}
      <ul className={styles.list}>
        {packages.map(({ purl, reviews, flags, latest }) => (
          <li key={purl} className={styles.item}>
            <span className={styles.name}>
              <PurlName purl={purl} link="package" />
            </span>
            <span>{counted(reviews, 'review', 'reviews')}</span>
            <span className={flags > 0 ? styles.flagged : undefined}>{counted(flags, 'flag', 'flags')}</span>
            <span className={styles.when}>
              <When instant={latest} />
            </span>
          </li>
        ))}
      </ul>
      <Older
        to="/packages"
        search={text === undefined ? {} : { text }}
        before={before}
        next={next}
        what="packages"
      />
    </>
  );
}

function NoPackages({ text }: { text: string | undefined }) {
  if (text !== undefined) {
    return (
      <Empty title="No package here has that in its name.">
        <p>
          It may be that nobody has said anything about it. <Link to="/packages">Show all packages</Link>
        </p>
      </Empty>
    );
  }
  return (
    <Empty title="Nobody has reviewed or flagged a package on this node yet.">
      <p>
        The first review puts one here: <code>countersign review NAME@VERSION</code>.{' '}
        <Link to="/help">Help</Link> has the steps before it.
      </p>
    </Empty>
  );
}
