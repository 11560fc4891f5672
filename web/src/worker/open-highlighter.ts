import { type Remote, wrap } from 'comlink';
import { startWorker } from '../trusted-worker.ts';
// oxlint-disable-next-line import/default -- Vite makes it
import address from './highlight-worker.ts?worker&url';
import type { HighlightWorker } from './reading.ts';

/** The highlighter, in a worker of its own. Close it when the page goes. */
export function openHighlighter(): { readonly worker: Remote<HighlightWorker>; close(): void } {
  const thread = startWorker(address);
  const worker = wrap<HighlightWorker>(thread);
  return { worker, close: () => thread.terminate() };
}
