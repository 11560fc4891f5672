import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { CodedError, type ErrorCategory, type ErrorCode } from '@countersign/shared/errors.ts';
import type { ErrorBody } from '@countersign/shared/api.ts';
import { storageError } from './storage-errors.ts';

/** The one place that turns errors into HTTP. */

const statusOfCategory: Readonly<Record<ErrorCategory, number>> = {
  usage: 400,
  invalid: 422,
  'not-found': 404,
  limit: 413,
  unavailable: 503,
};

/** Where the category is not precise enough. */
const statusOfCode: Partial<Record<ErrorCode, number>> = {
  'rate-limited': 429,
  'artifact-rate-limited': 429,
  'media-type-unknown': 415,
  'request-foreign-origin': 403,
  'host-unknown': 421,
  'workbench-token-used': 403,
  'workbench-session-unknown': 401,
  'workbench-busy': 409,
  'workbench-closed': 410,
  'draft-conflict': 409,
};

/** What Fastify itself refuses, by its own codes. */
const codeOfFastify: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unknown',
};

/** Seconds after which asking again makes sense. */
const retryAfter: Partial<Record<ErrorCode, number>> = {
  'artifact-rate-limited': 60,
  'log-busy': 5,
  'log-unavailable': 30,
  'storage-failed': 60,
  'node-overloaded': 10,
  'blob-store-full': 3600,
  'artifact-store-full': 3600,
};

export interface HttpAnswer {
  readonly status: number;
  readonly body: ErrorBody;
}

export function httpAnswer(error: CodedError): HttpAnswer {
  return {
    status: statusOfCode[error.code] ?? statusOfCategory[error.category],
    body: { code: error.code, message: error.message },
  };
}

export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const coded = asCoded(error);
  if (!coded) {
    request.log.error(
      { err: error, route: request.routeOptions.url },
      'a request failed for a reason that no code names',
    );
    return reply
      .code(500)
      .type('application/json')
      .send({ code: 'internal', message: 'a bug in this node: it is in its log' });
  }
  const { status, body } = httpAnswer(coded);
  if (status >= 500) request.log.warn({ code: body.code, route: request.routeOptions.url }, body.message);
  const seconds = retryAfter[coded.code];
  if (seconds !== undefined && !reply.hasHeader('retry-after')) void reply.header('retry-after', seconds);
  return reply.code(status).type('application/json').send(body);
}

/** What is no HTTP, or too slow, or has too large a head: there is no request yet to reply to. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const { status, body } = httpAnswer(
    tooLarge
      ? new CodedError('request-too-large', 'the head of this request is too large')
      : new CodedError('request-malformed', 'this is no whole HTTP request'),
  );
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`, () => socket.destroy());
}

function asCoded(error: unknown): CodedError | null {
  if (error instanceof CodedError) return error;
  const ofDisk = storageError(error);
  if (ofDisk) return ofDisk;
  const { code, statusCode, message } = error as Partial<FastifyError>;
  const known = code === undefined ? undefined : codeOfFastify[code];
  if (known) return new CodedError(known, message ?? known);
  // Every other 4xx is Fastify's or a plugin's word on a request that is malformed.
  if (statusCode === undefined || statusCode < 400 || statusCode >= 500) return null;
  if (statusCode === 404) return new CodedError('route-unknown', 'there is nothing at this address');
  return new CodedError('request-malformed', message ?? 'malformed request');
}
