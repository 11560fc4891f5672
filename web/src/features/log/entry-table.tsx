import type { LogName } from '@countersign/shared/log/log-name.ts';
import { Link } from '@tanstack/react-router';
import { counted, grouped } from '../../ui/counts.ts';
import { Empty, Failure, Loading } from '../../ui/state.tsx';
import { EntryRows } from './entry-rows.tsx';
import styles from './entries.module.css';
import { pageOf } from './page-of.ts';
import { useEntries } from './use-log.ts';

/** A page of a log, newest first; each entry proved to be in it, and opened. */
export function EntryTable({ log, size, from }: { log: LogName; size: number; from: number | null }) {
  if (size === 0) {
    return (
      <Empty title="Nothing stands in this log yet.">
        <p>Its checkpoint of size 0 is signed and cosigned all the same: nothing can have been taken out.</p>
      </Empty>
    );
  }
  return <Page log={log} size={size} from={from} />;
}

function Page({ log, size, from }: { log: LogName; size: number; from: number | null }) {
  const { first, end, newer, older } = pageOf(size, from);
  const { data, error, isPending, refetch } = useEntries(log, first, end);
  return (
    <section aria-label="Entries">
      {isPending ? <Loading what="the entries" /> : null}
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      {data ? <EntryRows entries={data.toReversed().map((entry) => ({ ...entry, log }))} /> : null}
      <nav className={styles.pager} aria-label="More entries">
        <span>
          index {grouped(first)}
          {end - 1 === first ? '' : ` to ${grouped(end - 1)}`}, of {counted(size, 'entry', 'entries')}
        </span>
        {newer === null ? null : (
          <Link to="/log" search={newer === size ? { log } : { log, from: String(newer) }}>
            Newer
          </Link>
        )}
        {older === null ? null : (
          <Link to="/log" search={{ log, from: String(older) }}>
            Older
          </Link>
        )}
      </nav>
    </section>
  );
}
