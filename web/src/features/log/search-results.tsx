import { counted } from '../../ui/counts.ts';
import { Refused } from '../../ui/refused.tsx';
import { Empty, Failure, Loading } from '../../ui/state.tsx';
import { EntryRows } from './entry-rows.tsx';
import styles from './page.module.css';
import type { Sought } from './search-text.ts';
import { useSought } from './use-log.ts';

/** What the node found, in both logs; every entry opened here. */
export function SearchResults({ sought }: { sought: Exclude<Sought, { kind: 'index' }> }) {
  const { data, error, isPending, refetch } = useSought(sought);
  if (isPending) return <Loading what="what the node finds" />;
  if (error) {
    if ('code' in error && error.code === 'reviewer-not-found') return <Nothing />;
    return <Failure error={error} retry={() => void refetch()} />;
  }
  return (
    <section aria-label="Found">
      <Refused count={data.refused.length} />
      {data.found.length === 0 ? (
        <Nothing />
      ) : (
        <>
          <p className={styles.quiet}>
            {counted(data.found.length, 'statement', 'statements')} in both logs. A node may leave some out of
            a search; what it cannot do is change one, or take one out of the log.
          </p>
          <EntryRows
            entries={data.found.map(({ log, index, opened }) => ({ log, index, opened, problem: null }))}
            withLog
          />
        </>
      )}
      {data.more ? <p>There are more than a page shows.</p> : null}
    </section>
  );
}

function Nothing() {
  return (
    <Empty title="The node finds nothing.">
      <p>Search by the exact name, digest or key, or look through the entries by index.</p>
    </Empty>
  );
}
