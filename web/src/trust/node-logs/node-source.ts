import { joinBytes } from '@countersign/shared/bytes/compare.ts';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { CodedError, errorCategories, type ErrorCode } from '@countersign/shared/errors.ts';
import { checkerOf, type Schema, type ValueOf } from '@countersign/shared/platform/browser-schema.ts';

/** Where the bytes of a node come from. Nothing that it gives is believed. */
export interface NodeSource {
  /**
   * What the node answers with 200 at `path` (`/trust/checkpoint`), no more than `limit` bytes. Throws the code that the
   * node names, else `node-unreachable`; `details.status` is the HTTP status where there was one.
   */
  get(path: string, limit: number): Promise<Uint8Array>;
}

/** Milliseconds: a node that drips bytes cannot hold a page for ever. */
const patience = 30_000;
const longestRefusal = 65_536;
const longestAnswer = 8 * 1024 * 1024;

/** This page's own origin. */
export const httpSource: NodeSource = {
  async get(path, limit) {
    const response = await ask(path);
    if (response.ok) return collect(response, limit);
    throw refusalOf(response.status, await collect(response, longestRefusal));
  },
};

/** What the node answers as JSON, of exactly this shape. Throws as `get`, and `node-unreachable` on another shape. */
export async function getJson<S extends Schema>(
  source: NodeSource,
  path: string,
  schema: S,
): Promise<ValueOf<S>> {
  const value = parseJson(await source.get(path, longestAnswer));
  if (!checkerOf(schema).holds(value))
    throw unreachable('the node’s answer has another shape than it should');
  return value as ValueOf<S>;
}

async function ask(path: string): Promise<Response> {
  try {
    return await fetch(path, {
      redirect: 'error',
      credentials: 'omit',
      // A checkpoint of yesterday would look like a log that stands still.
      ...(path.endsWith('/checkpoint') || path === '/keys' ? { cache: 'no-store' as const } : {}),
      signal: AbortSignal.timeout(patience),
    });
  } catch (cause) {
    throw unreachable('the node does not answer', {}, cause);
  }
}

async function collect(response: Response, limit: number): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const part = await reader?.read();
      if (part?.value === undefined) break;
      length += part.value.length;
      if (length > limit) {
        await reader?.cancel();
        throw unreachable(`the node answers with more than ${limit} bytes`);
      }
      parts.push(part.value);
    }
  } catch (cause) {
    if (cause instanceof CodedError) throw cause;
    throw unreachable('the node’s answer broke off', {}, cause);
  }
  return joinBytes(parts);
}

function refusalOf(status: number, body: Uint8Array): CodedError {
  try {
    const { code, message } = parseJson(body) as { code?: unknown; message?: unknown };
    if (typeof code === 'string' && typeof message === 'string' && Object.hasOwn(errorCategories, code)) {
      return new CodedError(code as ErrorCode, message, { status });
    }
  } catch {
    // It says nothing that can be read: the status has to do.
  }
  return unreachable(`the node answers ${status}`, { status });
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes)) as unknown;
  } catch (cause) {
    throw unreachable('the node’s answer is no JSON', {}, cause);
  }
}

function unreachable(message: string, details = {}, cause?: unknown): CodedError {
  return new CodedError('node-unreachable', message, details, { cause });
}
