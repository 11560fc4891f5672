import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Bytes that strangers wrote: never rendered, never sniffed, and the same for ever under their digest. */
export function sendBytes(reply: FastifyReply, bytes: Uint8Array | Readable, sha256: string): FastifyReply {
  return reply
    .type('application/octet-stream')
    .header('content-disposition', `attachment; filename="${sha256}"`)
    .header('cache-control', 'public, max-age=31536000, immutable')
    .send(
      bytes instanceof Uint8Array ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes,
    );
}
