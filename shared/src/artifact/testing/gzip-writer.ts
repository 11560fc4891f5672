import { platform } from '#platform';
import { concatBytes } from '../../bytes/compare.ts';

const storedMax = 0xffff;

/** One gzip member (RFC 1952) of stored blocks (RFC 1951 section 3.2.4): no compression, no engine needed. */
export function gzipStored(content: Uint8Array): Uint8Array {
  return gzipMember(deflateStored(content), content);
}

/** Header, the DEFLATE stream given, and the trailer for `content`. */
export function gzipMember(deflated: Uint8Array, content: Uint8Array): Uint8Array {
  const trailer = new DataView(new ArrayBuffer(8));
  trailer.setUint32(0, platform.crc32(content), true);
  trailer.setUint32(4, content.length, true);
  const header = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
  return concatBytes(header, deflated, new Uint8Array(trailer.buffer));
}

export function deflateStored(content: Uint8Array): Uint8Array {
  const blocks: Uint8Array[] = [];
  let at = 0;
  do {
    const part = content.subarray(at, at + storedMax);
    at += part.length;
    const { length } = part;
    const last = at >= content.length ? 1 : 0;
    blocks.push(
      new Uint8Array([last, length & 0xff, length >> 8, ~length & 0xff, (~length >> 8) & 0xff]),
      part,
    );
  } while (at < content.length);
  return concatBytes(...blocks);
}

/** One raw DEFLATE stream, by whatever engine there is. */
export async function deflateRaw(content: Uint8Array): Promise<Uint8Array> {
  const engine = new CompressionStream('deflate-raw');
  const compressed = new Blob([content as Uint8Array<ArrayBuffer>]).stream().pipeThrough(engine);
  return new Uint8Array(await new Response(compressed).arrayBuffer());
}
