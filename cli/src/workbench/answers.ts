import type { ServerResponse } from 'node:http';
import { httpAnswer } from '@countersign/server/http-errors.ts';
import { pageHeaders } from '@countersign/server/pages/page-headers.ts';
import type { CodedError } from '@countersign/shared/errors.ts';

const jsonType = 'application/json; charset=utf-8';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array | string;
}

export function json(value: unknown, status = 200): Answer {
  return { status, type: jsonType, body: JSON.stringify(value) };
}

export function errorAnswer(error: CodedError): Answer {
  const { status, body } = httpAnswer(error);
  return json(body, status);
}

/** Milliseconds. Some browsers give up on an answer of which nothing comes for a minute. */
const beat = 15_000;

/**
 * Sends what a person still has to decide: blanks, which JSON ignores, and at last the outcome; null when there is none, a
 * bug. `ask` gets a signal that fires when the page goes away before.
 */
export async function sendLate<T>(
  response: ServerResponse,
  ask: (gone: AbortSignal) => Promise<T | null>,
): Promise<T | null> {
  const leaving = new AbortController();
  const left = new Promise<void>((resolve) => {
    const leave = (): void => {
      leaving.abort();
      resolve();
    };
    if (response.closed) leave();
    response.on('close', leave);
  });
  response.writeHead(200, { ...pageHeaders, 'content-type': jsonType, 'cache-control': 'no-store' });
  response.write(' ');
  const timer = setInterval(() => response.write(' '), beat);
  const outcome = await ask(leaving.signal).finally(() => clearInterval(timer));
  if (outcome === null) response.destroy();
  else response.end(JSON.stringify(outcome));
  await left;
  return outcome;
}

/** Resolves when the answer left, or nobody is there any more to take it. */
export async function send(response: ServerResponse, { status, type, body }: Answer): Promise<void> {
  const headers = { ...pageHeaders, 'content-type': type, 'cache-control': 'no-store' };
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  await new Promise<void>((resolve) => {
    response.on('close', resolve);
    response.end(response.req.method === 'HEAD' ? undefined : body);
  });
}
