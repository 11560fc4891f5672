import { Link } from '@tanstack/react-router';
import styles from './older.module.css';

interface Props {
  readonly to: '/' | '/packages' | '/reviewer';
  /** The address's other parameters. */
  readonly search: Readonly<Record<string, string>>;
  /** Where this page starts; nothing on the first. */
  readonly before: string | undefined;
  /** Where the next one starts; null on the last. */
  readonly next: string | null;
  readonly what: string;
}

/** On to older entries, and back to the newest: links, so that each page has an address. */
export function Older({ to, search, before, next, what }: Props) {
  if (before === undefined && next === null) return null;
  return (
    <nav className={styles.older} aria-label={`More ${what}`}>
      {before === undefined ? null : (
        <Link to={to} search={search}>
          Newest {what}
        </Link>
      )}
      {next === null ? (
        <span>These are the oldest.</span>
      ) : (
        <Link to={to} search={{ ...search, before: next }}>
          Older {what}
        </Link>
      )}
    </nav>
  );
}
