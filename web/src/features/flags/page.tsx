import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { addressOf } from '../../app/api.ts';
import { ofKind } from '../../app/opened.ts';
import { useStatements } from '../../app/use-statements.ts';
import { Older } from '../../ui/older.tsx';
import { Refused } from '../../ui/refused.tsx';
import { Empty, Failure, Loading } from '../../ui/state.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { fits, readFilter, type FlagFilter } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { FlagItem } from './flag-item.tsx';
import { groupFlags } from './group.ts';
import { LockfileCheck } from './lockfile-check.tsx';
import styles from './page.module.css';

/** Home: what reviewers found. */
export function FlagsPage() {
  const search = useSearch({ from: '/' });
  const navigate = useNavigate({ from: '/' });
  const filter = readFilter(search);
  const narrowed = Object.keys(filter).length > 0;
  useTitle(narrowed ? `Red flags: ${Object.values(filter).join(', ')}` : 'Red-flagged releases');
  return (
    <main>
      <h1>Red-flagged releases</h1>
      <p className="lead">
        What reviewers found, newest and worst first. A flag counts for you only if your own anchors reach who
        raised it. Is one of them in your project? <a href="#lockfile">Check a lockfile</a>.
      </p>
      <FilterBar
        filter={filter}
        onChange={(next, replace) => void navigate({ search: { ...next }, replace, resetScroll: false })}
      />
      <FlagList filter={filter} before={search.before} />
      <section className={styles.aside}>
        <LockfileCheck />
        <p className={styles.feeds}>
          {narrowed ? 'These flags' : 'All flags'} as a feed:{' '}
          <a href={addressOf('/feeds/flags.atom', { ...filter })}>Atom</a>,{' '}
          <a href={addressOf('/feeds/flags.json', { ...filter })}>JSON Feed</a>.
        </p>
      </section>
    </main>
  );
}

function FlagList({ filter, before }: { filter: FlagFilter; before: string | undefined }) {
  const { data, error, isPending, refetch } = useStatements('/api/flags', { ...filter, before });
  if (isPending) return <Loading what="the flags" />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const groups = groupFlags(ofKind(data.statements, 'flag').filter((flag) => fits(flag, filter)));
  return (
    <>
      <Refused count={data.refused} />
      {groups.length === 0 ? (
        <NoFlags filter={filter} />
      ) : (
        <ul className={styles.list} aria-label="Flags">
          {groups.map((group) => (
            <FlagItem key={group.key} group={group} />
          ))}
        </ul>
      )}
      <Older to="/" search={{ ...filter }} before={before} next={data.next} what="flags" />
    </>
  );
}

function NoFlags({ filter }: { filter: FlagFilter }) {
  if (Object.keys(filter).length > 0) {
    return (
      <Empty title="No flag fits these filters.">
        <p>
          <Link to="/">Show all flags</Link>
        </p>
      </Empty>
    );
  }
  return (
    <Empty title="Nobody has flagged anything on this node yet.">
      <p>
        A red flag is a signed “do not install this”, with a line to look at. Whoever finds something bad in a
        release raises one with <code>countersign flag</code>, or while reading it, and it appears here.
      </p>
      <p>
        <Link to="/queue">Read what waits for review</Link>, or{' '}
        <Link to="/help">see how to hold your own project’s updates back</Link> until they were read.
      </p>
    </Empty>
  );
}
