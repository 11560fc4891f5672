import { CodedError } from '../errors.ts';
import { refusesMore } from './browser-inflate-strictness.ts';

/** DEFLATE expands at most 1032 times, so one slice never makes an engine queue more than 17 MB. */
const sliceLength = 16 * 1024;

/**
 * See Platform.inflateRaw. DecompressionStream does not tell where the stream ended, and engines differ on bytes after
 * the end: some refuse them, some leave them unread. None takes a stream that is cut short. So with an engine that
 * leaves bytes unread, the stream ends with the last byte exactly when the whole inflates and the whole without its
 * last byte does not.
 */
export async function inflateRaw(data: Uint8Array, length: number): Promise<Uint8Array> {
  const output = new Uint8Array(length);
  let filled = 0;
  const whole = await inflates(data, (chunk) => {
    if (chunk.length > length - filled) return false;
    output.set(chunk, filled);
    filled += chunk.length;
    return true;
  });
  if (!whole || filled !== length) throw refused();
  if (await refusesMore(inflates)) return output;
  if (await inflates(data.subarray(0, -1), () => true)) throw refused();
  return output;
}

/** True when the engine comes to the end of a stream; `take` sees the output, and stops it by answering false. */
async function inflates(data: Uint8Array, take: (chunk: Uint8Array) => boolean): Promise<boolean> {
  const engine = new DecompressionStream('deflate-raw');
  const writer = engine.writable.getWriter();
  const reader = engine.readable.getReader();
  // What goes wrong in writing goes wrong in reading too, where it is answered.
  feed(writer, data).catch(() => undefined);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return true;
      if (!take(value)) return false;
    }
  } catch {
    return false;
  } finally {
    reader.cancel().catch(() => undefined);
    writer.abort().catch(() => undefined);
  }
}

async function feed(writer: WritableStreamDefaultWriter<BufferSource>, data: Uint8Array): Promise<void> {
  for (let at = 0; at < data.length; at += sliceLength) {
    await writer.write(data.subarray(at, at + sliceLength) as Uint8Array<ArrayBuffer>);
  }
  await writer.close();
}

function refused(): CodedError {
  return new CodedError('gzip-malformed', 'not exactly one DEFLATE stream of the stated length');
}
