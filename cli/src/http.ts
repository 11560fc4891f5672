import type { IncomingMessage } from 'node:http';
import process from 'node:process';
import { CodedError } from '@countersign/shared/errors.ts';

// An import of node:http loads its WebSocket client too, which takes as long as all the rest of a gate's start.
const { request: requestHttp } = process.getBuiltinModule('node:http');

/** How long a node may be silent, and how long one answer may take altogether, in milliseconds. */
const silence = 15_000;
const patience = 300_000;

export interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
}

interface Ask {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** The longest answer that is read, in bytes. */
  readonly limit: number;
  readonly body?: Uint8Array;
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

/**
 * One request to a node. Redirects are not followed: a node's address is pinned. Throws `node-unreachable` when no whole
 * answer of at most `limit` bytes comes back.
 */
export async function ask(options: Ask): Promise<Answer> {
  const request = options.url.startsWith('https:')
    ? process.getBuiltinModule('node:https').request
    : requestHttp;
  return new Promise((resolve, reject) => {
    const fail = (why: string, cause?: unknown): void => {
      clearTimeout(timer);
      outgoing.destroy();
      reject(
        new CodedError(
          'node-unreachable',
          `${new URL(options.url).origin} ${why}`,
          { url: options.url },
          { cause },
        ),
      );
    };
    const timer = setTimeout(() => fail('took too long to answer'), patience);
    const headers: Record<string, string> = { accept: '*/*' };
    if (options.contentType) headers['content-type'] = options.contentType;
    if (options.body) headers['content-length'] = String(options.body.length);
    const outgoing = request(options.url, { method: options.method, headers, timeout: silence });
    const giveUp = (): void => fail('took too long altogether');
    options.signal?.addEventListener('abort', giveUp, { once: true });
    if (options.signal?.aborted) giveUp();
    outgoing.on('timeout', () => fail('does not answer'));
    outgoing.on('error', (error: NodeJS.ErrnoException) =>
      fail(`cannot be reached (${error.code ?? error.message})`, error),
    );
    outgoing.on('response', (response) => {
      collect(response, options.limit, fail, (body) => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, body });
      });
    });
    outgoing.end(options.body);
  });
}

function collect(
  response: IncomingMessage,
  limit: number,
  fail: (why: string, cause?: unknown) => void,
  done: (body: Uint8Array) => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > limit) return fail(`answers with more than ${limit} bytes`);
    chunks.push(chunk);
  });
  response.on('error', (error) => fail('broke off', error));
  response.on('aborted', () => fail('broke off'));
  response.on('end', () => (response.complete ? done(Buffer.concat(chunks)) : fail('broke off')));
}

/** GET that must answer 200. */
export async function fetchBytes(url: string, limit: number, signal?: AbortSignal): Promise<Uint8Array> {
  const { status, body } = await ask({ method: 'GET', url, limit, ...(signal ? { signal } : {}) });
  if (status !== 200) throw new CodedError('node-unreachable', `${url} answers ${status}`, { url, status });
  return body;
}
