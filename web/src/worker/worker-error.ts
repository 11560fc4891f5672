import { isCoded } from '@countersign/shared/errors.ts';
import { transferHandlers, type TransferHandler } from 'comlink';

/** What a worker's failure is on the page: a code of shared/src/errors.ts and a sentence. */
export class WorkerError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'WorkerError';
    this.code = code;
  }
}

/** Anything that was thrown. What has no code is a bug, and is named by its message alone. */
function toWorkerError(error: unknown): WorkerError {
  if (error instanceof WorkerError) return error;
  if (isCoded(error)) return new WorkerError(error.code, error.message);
  const message = error instanceof Error ? error.message : String(error);
  return new WorkerError('reading-failed', `the worker failed: ${message}`);
}

interface Sent {
  readonly code: string;
  readonly message: string;
}

/** Comlink would send an Error's message and stack alone. */
const throwHandler: TransferHandler<{ value: unknown }, Sent> = {
  canHandle: (value): value is { value: unknown } =>
    transferHandlers.get('throw') === throwHandler && comlinkThrow?.canHandle(value) === true,
  serialize({ value }) {
    const { code, message } = toWorkerError(value);
    return [{ code, message }, []];
  },
  deserialize({ code, message }) {
    throw new WorkerError(code, message);
  },
};

const comlinkThrow = transferHandlers.get('throw');

/** To be called on both sides, before the first call: failures then arrive with their codes. */
export function sendCodesOfErrors(): void {
  transferHandlers.set('throw', throwHandler);
}
