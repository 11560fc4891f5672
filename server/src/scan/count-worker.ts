import { parentPort, workerData } from 'node:worker_threads';
import { countChange } from './count-change.ts';
import type { CountTask } from './run-count.ts';

/** Counts one change, in a thread of its own; an archive that cannot be counted ends it with an error. */
const { base, target } = workerData as CountTask;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows; this is a port
parentPort?.postMessage(await countChange(base, target));
