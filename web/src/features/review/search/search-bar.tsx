import { useEffect, useRef } from 'react';
import { Button } from '../../../ui/button.tsx';
import { useBench, useView } from '../bench.ts';
import { searchCounts } from './search-counts.ts';
import { HitList } from './hit-list.tsx';
import styles from './search.module.css';
import { goToHit, useSearch } from './use-search.ts';

/** Search over the whole change: the browser's own finds only what is on screen. */
export function SearchBar() {
  const bench = useBench();
  const { view } = bench;
  const search = useView((now) => now.search);
  useSearch(bench, search);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    field.current?.select();
    // Once it is closed, the keys are about the file again: the focus was there, or begins at its name.
    return () => {
      const name = document.getElementById('file-name');
      (before instanceof HTMLElement && before !== document.body && before.isConnected
        ? before
        : name
      )?.focus();
    };
  }, []);
  const change = (fields: Partial<typeof search>): void =>
    view.setState({ search: { ...search, ...fields } });
  const close = (): void =>
    view.setState({ searching: false, search: { ...search, result: null, active: null } });
  const hits = search.result?.hits.length ?? 0;

  return (
    <search className={styles.search}>
      <div className={styles.bar}>
        <input
          ref={field}
          type="search"
          aria-label="Search the whole change"
          placeholder="Search the whole change"
          value={search.text}
          onChange={(event) => change({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter') goToHit(bench, event.shiftKey ? -1 : 1);
            if (event.key === 'Escape') close();
          }}
        />
        <output className={styles.counts}>{searchCounts(search)}</output>
        <label>
          <input
            type="checkbox"
            checked={search.matchCase}
            onChange={(event) => change({ matchCase: event.target.checked })}
          />{' '}
          Match case
        </label>
        <label>
          <input
            type="checkbox"
            checked={!search.changedOnly}
            onChange={(event) => change({ changedOnly: !event.target.checked })}
          />{' '}
          Unchanged lines too
        </label>
        <span className={styles.buttons}>
          <Button disabled={hits === 0} onClick={() => goToHit(bench, -1)}>
            Previous
          </Button>
          <Button disabled={hits === 0} onClick={() => goToHit(bench, 1)}>
            Next
          </Button>
          <Button kind="quiet" onClick={close}>
            Close
          </Button>
        </span>
      </div>
      <HitList />
    </search>
  );
}
