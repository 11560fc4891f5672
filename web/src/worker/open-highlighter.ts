import { wrap } from 'comlink';
import { startWorker } from '../trusted-worker.ts';
// oxlint-disable-next-line import/default -- Vite makes it
import address from './highlight-worker.ts?worker&url';
import { Highlighter } from './highlight/highlighter.ts';
import type { HighlightWorker } from './reading.ts';

/** The highlighter, in a thread of its own. Close it when the page goes. */
export function openHighlighter(): { readonly worker: HighlightWorker; close(): void } {
  const highlighter = new Highlighter(() => {
    const thread = startWorker(address);
    return { worker: wrap<HighlightWorker>(thread), end: () => thread.terminate() };
  });
  return { worker: highlighter, close: () => highlighter.close() };
}
