import { Worker } from 'node:worker_threads';
import type { CountedChange } from './count-change.ts';

export interface CountTask {
  readonly base: Uint8Array | null;
  readonly target: Uint8Array;
}

/** Null: it cannot be counted, or not within the time and memory that it is given. */
export type RunCount = (task: CountTask, signal: AbortSignal) => Promise<CountedChange | null>;

const timeoutMs = 30_000;
const resourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };

/** In a worker thread, so that nobody waits for a large package. */
export const runCount: RunCount = async (task, signal) => {
  const stop = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  if (stop.aborted) return null;
  const worker = new Worker(new URL('./count-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits,
    stdout: true,
    stderr: true,
  });
  try {
    return await new Promise<CountedChange | null>((resolve) => {
      worker.once('message', (counted: CountedChange) => resolve(counted));
      worker.once('error', () => resolve(null));
      worker.once('exit', () => resolve(null));
      stop.addEventListener('abort', () => resolve(null), { once: true });
    });
  } finally {
    await worker.terminate();
  }
};
