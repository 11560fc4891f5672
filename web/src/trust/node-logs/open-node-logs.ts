import { CodedError, type ErrorCode } from '@countersign/shared/errors.ts';
import { wrap, type Remote } from 'comlink';
import { startWorker } from '../../trusted-worker.ts';
// oxlint-disable-next-line import/default -- Vite makes it
import address from './node-logs-worker.ts?worker&url';
import { loadKept } from '../kept-logs.ts';
import type { NodeLogs, Outcome } from './node-logs.ts';

let started: Remote<NodeLogs> | null = null;

/** The one worker that reads this node's logs; it keeps what it read until the page is closed. */
export function nodeLogs(): Remote<NodeLogs> {
  if (started === null) {
    started = wrap<NodeLogs>(startWorker(address));
    // Messages are taken in their order: whatever is asked next finds the session begun.
    void started.begin(loadKept());
  }
  return started;
}

/** The value of an outcome; throws its coded error. */
export async function valueOf<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const answer = await outcome;
  if ('value' in answer) return answer.value;
  throw new CodedError(answer.error.code as ErrorCode, answer.error.message);
}
