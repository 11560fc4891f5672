import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { Opened } from '@countersign/shared/statement/open.ts';
import { Link } from '@tanstack/react-router';
import type { Problem } from '../../trust/node-logs/node-logs.ts';
import { grouped } from '../../ui/counts.ts';
import { KnownSigner } from '../../ui/known-signer.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { When } from '../../ui/when.tsx';
import { AboutEntry, kindInWords } from './about-entry.tsx';
import styles from './entries.module.css';

export interface EntryRow {
  readonly log: LogName;
  readonly index: number;
  readonly opened: Opened | null;
  readonly problem: Problem | null;
}

/** Entries as a table; on a phone each is a short paragraph. */
export function EntryRows({ entries, withLog = false }: { entries: readonly EntryRow[]; withLog?: boolean }) {
  return (
    <table className={styles.entries}>
      <thead>
        <tr>
          <th scope="col">Index</th>
          <th scope="col">Kind</th>
          <th scope="col">About</th>
          <th scope="col">Signer</th>
          <th scope="col">Signed</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ log, index, opened, problem }) => (
          <tr key={`${log} ${index}`}>
            <td>
              <Link to="/log" search={{ log, index: String(index) }}>
                {withLog ? `${log} ` : ''}
                {grouped(index)}
              </Link>
            </td>
            <td>{opened === null ? 'unreadable' : kindInWords(opened)}</td>
            <td className={styles.about}>
              {opened === null ? (
                <VisibleText text={problem?.message ?? ''} />
              ) : (
                <AboutEntry opened={opened} />
              )}
            </td>
            <td>
              {opened === null || opened.kind === 'checkpoint' ? null : <KnownSigner signer={opened.by} />}
            </td>
            <td>
              {opened === null || !('predicate' in opened) || !('date' in opened.predicate) ? null : (
                <When instant={opened.predicate.date} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
