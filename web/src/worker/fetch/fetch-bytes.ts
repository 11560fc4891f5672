import { CodedError, type ErrorCode, errorCategories } from '@countersign/shared/errors.ts';
import { isRecord } from '@countersign/shared/bytes/json.ts';
import { readBody, type Received } from './read-body.ts';
import { unlessAborted } from './unless-aborted.ts';

/** How an artifact is fetched; a test gives its own. */
export interface Fetching {
  readonly fetch: typeof globalThis.fetch;
  /** Bytes. */
  readonly limit: number;
  /** Milliseconds without a byte after which it is given up. */
  readonly stalledAfter: number;
}

export const defaultFetching: Fetching = {
  fetch: (...args) => globalThis.fetch(...args),
  limit: 512 * 1024 * 1024,
  stalledAfter: 30_000,
};

/**
 * The bytes at an address of our own server; nobody has checked them yet. Throws `artifact-unreachable`,
 * `artifact-stalled`, `artifact-truncated`, `artifact-too-large`, or, when the server refuses, the code that it names,
 * else `artifact-refused`; what `signal` was aborted with, if it was.
 */
export async function fetchBytes(
  address: string,
  headers: Readonly<Record<string, string>>,
  received: Received,
  signal: AbortSignal,
  fetching: Fetching = defaultFetching,
): Promise<Uint8Array> {
  const stall = new AbortController();
  let timer = setTimeout(() => stall.abort(stalled()), fetching.stalledAfter);
  const tick: Received = (bytes, total) => {
    clearTimeout(timer);
    timer = setTimeout(() => stall.abort(stalled()), fetching.stalledAfter);
    received(bytes, total);
  };
  const both = AbortSignal.any([stall.signal, signal]);
  try {
    const response = await unlessAborted(
      both,
      fetching.fetch(address, {
        headers,
        redirect: 'error',
        credentials: 'same-origin',
        signal: both,
      }),
    );
    if (!response.ok) throw await refusal(response);
    return await readBody(response, fetching.limit, tick, both);
  } catch (cause) {
    if (both.aborted) throw both.reason;
    if (cause instanceof CodedError) throw cause;
    throw new CodedError('artifact-unreachable', 'the node does not answer', {}, { cause });
  } finally {
    clearTimeout(timer);
  }
}

function stalled(): CodedError {
  return new CodedError('artifact-stalled', 'the node stopped in the middle of sending');
}

async function refusal(response: Response): Promise<CodedError> {
  const details = { status: response.status };
  const said = await saidBy(response);
  const message = said?.message ?? `the node answered ${response.status}`;
  return new CodedError(said?.code ?? 'artifact-refused', message, details);
}

async function saidBy(response: Response): Promise<{ code: ErrorCode; message: string } | null> {
  try {
    const body: unknown = JSON.parse(await response.text());
    if (!isRecord(body) || typeof body['code'] !== 'string' || typeof body['message'] !== 'string')
      return null;
    const { code, message } = body;
    if (!Object.hasOwn(errorCategories, code)) return null;
    return { code: code as ErrorCode, message: message.slice(0, 500) };
  } catch {
    return null;
  }
}
