import { QueueAnswer, queueSorts, type QueueSort } from '@countersign/shared/api.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { getChecked } from '../../app/checked.ts';
import { Empty, Failure, Loading } from '../../ui/state.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { When } from '../../ui/when.tsx';
import styles from './page.module.css';
import { QueueItem } from './queue-item.tsx';

const orders: Readonly<Record<QueueSort, string>> = {
  smallest: 'smallest change',
  newest: 'newest release',
  reviewed: 'most reviewed package',
  flagged: 'most flagged package',
};

/** Releases that wait for somebody to read them. */
export function QueuePage() {
  const { sort } = useSearch({ from: '/queue' });
  const chosen = queueSorts.find((known) => known === sort) ?? 'smallest';
  useTitle('Waiting for review');
  return (
    <main>
      <h1>Waiting for review</h1>
      <p className="lead">
        Newer releases of packages that somebody has reviewed or flagged. What you read and sign, the gates of
        all who trust you let through.
      </p>
      <nav className={styles.orders} aria-label="Order">
        <span>First the</span>
        {queueSorts.map((order) => (
          <Link
            key={order}
            to="/queue"
            search={order === 'smallest' ? {} : { sort: order }}
            activeOptions={{ exact: true }}
            {...(order === chosen ? { 'aria-current': 'true' as const } : {})}
          >
            {orders[order]}
          </Link>
        ))}
      </nav>
      <Items sort={chosen} />
    </main>
  );
}

function Items({ sort }: { sort: QueueSort }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['queue', sort],
    queryFn: ({ signal }) => getChecked<QueueAnswer>(QueueAnswer, '/api/queue', { sort }, signal),
  });
  if (isPending) return <Loading what="the queue" />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const { items, checked } = data;
  return (
    <>
      {items.length === 0 ? <NothingWaits /> : null}
      <ol className={styles.list}>
        {items.map((item) => (
          <QueueItem key={item.purl} item={item} />
        ))}
      </ol>
      <p className={styles.checked}>
        {checked === null ? (
          'This node has not looked at a registry: it shows only releases that it was told of.'
        ) : (
          <>
            This node looked at the registry <When instant={checked} />. Lines and counts are its own; what
            you read is fetched and checked by your browser.
          </>
        )}
      </p>
    </>
  );
}

function NothingWaits() {
  return (
    <Empty title="Nothing waits here.">
      <p>
        The queue fills from packages that somebody has reviewed. Start with one that your project uses:{' '}
        <code>countersign review NAME@VERSION</code>.
      </p>
    </Empty>
  );
}
