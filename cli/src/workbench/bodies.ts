import type { IncomingMessage } from 'node:http';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { checkerOf } from '@countersign/shared/platform/node-schema.ts';

/**
 * The text of a JSON body of at most `limit` bytes. Throws `media-type-unknown` for whatever a form or a plain request of
 * another page could send, `request-too-large`, `request-malformed` when it breaks off, `utf8-malformed`.
 */
export async function readText(request: IncomingMessage, limit: number): Promise<string> {
  if (!/^application\/json(; ?charset=utf-8)?$/i.test(request.headers['content-type'] ?? ''))
    throw new CodedError('media-type-unknown', 'a body is application/json');
  const tooLarge = new CodedError('request-too-large', `a body here has at most ${limit} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limit) throw tooLarge;
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause === tooLarge) throw cause;
    throw new CodedError('request-malformed', 'this request broke off', {}, { cause });
  }
  return fromUtf8(Buffer.concat(chunks));
}

/** Reads one shape of body, `schema` being that of `Body`. The reader throws what readText throws, and `request-malformed`. */
export function jsonReader<Body>(
  schema: Parameters<typeof checkerOf>[0],
  limit: number,
): (request: IncomingMessage) => Promise<Body> {
  const checker = checkerOf(schema);
  return async (request) => {
    const value = parse(await readText(request, limit));
    if (checker.holds(value)) return value as Body;
    const { instancePath = '', message = '' } = checker.firstError(value) ?? {};
    throw new CodedError('request-malformed', `not the body that belongs here: ${instancePath} ${message}`);
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CodedError('request-malformed', 'the body is not JSON', {}, { cause });
  }
}
