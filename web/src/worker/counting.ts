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
  /** Awaited after the first file: until the reader has what they look at. */
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
  for (const [at, index] of order.entries()) {
    batch.push(count(index));
    if (at === 0) {
      flush();
      await firstShown;
    }
    if (batch.length >= batchLength || performance.now() - since >= batchTime) flush();
    await breath.take();
    if (signal.aborted) return;
  }
  flush();
}
