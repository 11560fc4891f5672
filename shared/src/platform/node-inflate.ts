import { inflateRawSync } from 'node:zlib';
import { CodedError } from '../errors.ts';

/** What zlib says of bytes that are no complete stream, and of one that gives more than `length` bytes. */
const refusals = new Set(['Z_DATA_ERROR', 'Z_BUF_ERROR', 'ERR_BUFFER_TOO_LARGE']);

/** See Platform.inflateRaw. */
export async function inflateRaw(data: Uint8Array, length: number): Promise<Uint8Array> {
  const { buffer, engine } = inflate(data, length);
  if (engine.bytesWritten !== data.length || buffer.length !== length) throw refused();
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

interface Inflated {
  buffer: Buffer;
  /** `bytesWritten` counts the bytes of input that the stream took. */
  engine: { bytesWritten: number };
}

function inflate(data: Uint8Array, length: number): Inflated {
  try {
    // One chunk with room to spare: zlib then hands out that very buffer, without a copy.
    const options = { info: true, maxOutputLength: Math.max(1, length), chunkSize: length + 64 };
    return inflateRawSync(data, options) as unknown as Inflated;
  } catch (cause) {
    if (refusals.has((cause as NodeJS.ErrnoException).code ?? '')) throw refused(cause);
    throw cause;
  }
}

function refused(cause?: unknown): CodedError {
  return new CodedError(
    'gzip-malformed',
    'not exactly one DEFLATE stream of the stated length',
    {},
    { cause },
  );
}
