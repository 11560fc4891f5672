import { proxy, type Remote } from 'comlink';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { openReadingWorker } from '../../worker/open-reading.ts';
import type { FileCount, Reading, ReadingWorker } from '../../worker/reading.ts';
import type { Occasion } from './session/occasion.ts';

/** Bytes of one artifact so far. */
export interface Received {
  readonly received: number;
  /** Null when nobody says. */
  readonly total: number | null;
}

type ReadingState =
  | { readonly step: 'opening'; readonly target: Received | null; readonly base: Received | null }
  | { readonly step: 'open'; readonly reading: Reading }
  | { readonly step: 'failed'; readonly error: unknown };

export interface OpenReading {
  readonly state: StoreApi<ReadingState>;
  /** By index of the file; grows while the worker counts. */
  readonly counts: StoreApi<ReadonlyMap<number, FileCount>>;
  readonly worker: Remote<ReadingWorker>;
  close(): void;
}

/** Starts a worker on what is reviewed here. Close it when the page goes. */
export function openReading({ target, base, headers }: Occasion): OpenReading {
  const opened = openReadingWorker();
  const { worker } = opened;
  const state = createStore<ReadingState>(() => ({ step: 'opening', target: null, base: null }));
  const counts = createStore<ReadonlyMap<number, FileCount>>(() => new Map());

  const progress: Parameters<ReadingWorker['open']>[1] = ({ what, received, total }) => {
    const now = state.getState();
    if (now.step === 'opening') state.setState({ ...now, [what]: { received, total } });
  };
  const counted = (more: readonly FileCount[]): void => {
    const all = new Map(counts.getState());
    for (const count of more) all.set(count.index, count);
    counts.setState(all, true);
  };

  void (async () => {
    try {
      const reading = await worker.open({ target, base, headers }, proxy(progress), proxy(counted));
      state.setState({ step: 'open', reading }, true);
    } catch (error) {
      state.setState({ step: 'failed', error }, true);
    }
  })();
  return { state, counts, worker, close: () => opened.close() };
}
