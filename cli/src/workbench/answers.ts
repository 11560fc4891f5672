import type { ServerResponse } from 'node:http';
import { httpAnswer } from '@countersign/server/http-errors.ts';
import { pageHeaders } from '@countersign/server/pages/page-headers.ts';
import type { CodedError } from '@countersign/shared/errors.ts';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array | string;
}

export function json(value: unknown, status = 200): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

export function errorAnswer(error: CodedError): Answer {
  const { status, body } = httpAnswer(error);
  return json(body, status);
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
