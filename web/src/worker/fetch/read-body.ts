import { joinBytes } from '@countersign/shared/bytes/compare.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { unlessAborted } from './unless-aborted.ts';

/** Bytes so far, and how many the server promised. */
export type Received = (bytes: number, total: number | null) => void;

/** The whole body, of no more than `limit` bytes and no fewer than were promised. */
export async function readBody(
  response: Response,
  limit: number,
  received: Received,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const total = promised(response);
  if (total !== null && total > limit) throw tooLarge(limit);
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array(0);
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await unlessAborted(signal, reader.read());
      if (done) break;
      length += value.length;
      if (length > limit) throw tooLarge(limit);
      parts.push(value);
      received(length, total);
    }
  } catch (cause) {
    reader.cancel().catch(() => undefined);
    if (signal.aborted || cause instanceof CodedError) throw cause;
    throw new CodedError('artifact-truncated', 'the node broke off while it was sending', {}, { cause });
  }
  if (total !== null && length < total) {
    throw new CodedError('artifact-truncated', 'the node sent fewer bytes than it promised', {
      length,
      total,
    });
  }
  return joinBytes(parts);
}

/** Null where what is sent is not what is counted. */
function promised(response: Response): number | null {
  const text = response.headers.get('content-length');
  if (text === null || !/^\d{1,15}$/.test(text) || response.headers.has('content-encoding')) return null;
  return Number(text);
}

function tooLarge(limit: number): CodedError {
  return new CodedError(
    'artifact-too-large',
    `the artifact is larger than the ${limit} bytes that are read here`,
  );
}
