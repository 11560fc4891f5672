import { useEffect } from 'react';
import type { Bench } from '../bench.ts';
import { openFile, type SearchState } from '../view-store.ts';

/** Milliseconds after the last letter. */
const patience = 200;

/** Searches the whole change in the worker whenever what is searched for changes; an answer to an older question is dropped. */
export function useSearch(bench: Bench, search: SearchState): void {
  const { view, worker } = bench;
  const { text, matchCase, changedOnly } = search;
  useEffect(() => {
    const isCurrent = (): boolean => {
      const now = view.getState().search;
      return now.text === text && now.matchCase === matchCase && now.changedOnly === changedOnly;
    };
    const tell = (fields: Partial<SearchState>): void => {
      if (isCurrent()) view.setState({ search: { ...view.getState().search, ...fields } });
    };
    tell({ result: null, active: null, error: null });
    if (text === '') return;
    const search = async (): Promise<void> => {
      try {
        tell({ result: await worker.search({ text, matchCase, changedOnly }) });
      } catch (error) {
        tell({ error });
      }
    };
    const timer = setTimeout(() => void search(), patience);
    return () => clearTimeout(timer);
  }, [view, worker, text, matchCase, changedOnly]);
}

/** Goes to a hit, counted on from the one that is active, round the ends. */
export function goToHit(bench: Bench, step: 1 | -1): void {
  const { search } = bench.view.getState();
  const count = search.result?.hits.length ?? 0;
  if (count === 0) return;
  const next = search.active === null ? (step === 1 ? 0 : count - 1) : (search.active + step + count) % count;
  openHit(bench, next);
}

export function openHit({ view }: Bench, at: number): void {
  const { search } = view.getState();
  const hit = search.result?.hits[at];
  if (!hit) return;
  view.setState({ search: { ...search, active: at } });
  openFile(view, hit.index, { kind: 'line', side: hit.side, line: hit.line });
}
