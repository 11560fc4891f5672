import { Breath } from './breath.ts';
import type { FileCount } from './reading.ts';

const batchLength = 64;
/** Milliseconds that a count waits for others to be sent along. */
const batchTime = 100;

export interface CountingWork {
  /** Indices of files, the first to be counted first. */
  readonly order: readonly number[];
  readonly count: (index: number) => FileCount;
  readonly tell: (counts: readonly FileCount[]) => void;
  /** Awaited first: what the reader looks at comes before all counts. */
  readonly firstShown: Promise<void>;
  readonly signal: AbortSignal;
}

/** Counts every file, telling of them in small batches and letting other requests in between. */
export async function countFiles({ order, count, tell, firstShown, signal }: CountingWork): Promise<void> {
  const breath = new Breath();
  let batch: FileCount[] = [];
  let since = performance.now();
  const flush = (): void => {
    if (batch.length > 0) tell(batch);
    batch = [];
    since = performance.now();
  };
  await firstShown;
  for (const index of order) {
    if (signal.aborted) return;
    batch.push(count(index));
    if (batch.length >= batchLength || performance.now() - since >= batchTime) flush();
    await breath.take();
  }
  flush();
}
