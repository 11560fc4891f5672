export interface RecentOptions {
  readonly keepMs: number;
  readonly keepCount: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** `load` with its latest answers kept a while, asked once where many want the same at once. Failures are not kept. */
export function recent<T>(
  load: (key: string) => Promise<T>,
  { keepMs, keepCount, now }: RecentOptions,
): (key: string) => Promise<T> {
  const kept = new Map<string, { at: number; value: Promise<T> }>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined && now() - known.at < keepMs) return known.value;
    const entry = { at: now(), value: load(key) };
    kept.delete(key);
    kept.set(key, entry);
    const oldest = kept.keys().next();
    if (kept.size > keepCount && !oldest.done) kept.delete(oldest.value);
    entry.value.catch(() => {
      if (kept.get(key) === entry) kept.delete(key);
    });
    return entry.value;
  };
}
