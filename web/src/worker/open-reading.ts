import { type Remote, releaseProxy, wrap } from 'comlink';
import { startWorker } from '../trusted-worker.ts';
// oxlint-disable-next-line import/default -- Vite makes it
import address from './reading-worker.ts?worker&url';
import type { ReadingWorker } from './reading.ts';
import { sendCodesOfErrors } from './worker-error.ts';

/** Starts the worker that one reading takes. Callbacks are passed as comlink's `proxy(callback)`. */
export function openReadingWorker(): { worker: Remote<ReadingWorker>; close(): void } {
  sendCodesOfErrors();
  const thread = startWorker(address);
  const worker = wrap<ReadingWorker>(thread);
  return {
    worker,
    close() {
      worker[releaseProxy]();
      thread.terminate();
    },
  };
}
