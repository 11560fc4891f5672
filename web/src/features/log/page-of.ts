const entriesAPage = 25;

export interface EntriesPage {
  /** Entries `first` to `end`, the end not among them. */
  readonly first: number;
  readonly end: number;
  /** The `from` of the page before and after; null where there is none. */
  readonly newer: number | null;
  readonly older: number | null;
}

/** The page that ends below `from`, by default the newest; a `from` beyond the log is its end. */
export function pageOf(size: number, from: number | null): EntriesPage {
  const end = from === null || from < 1 ? size : Math.min(from, size);
  const first = Math.max(0, end - entriesAPage);
  return {
    first,
    end,
    newer: end < size ? Math.min(size, end + entriesAPage) : null,
    older: first > 0 ? first : null,
  };
}
