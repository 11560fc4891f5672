import { BlobAnswer, ErrorBody, maxBlobLength, Sha256Params } from '@countersign/shared/api.ts';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { sha256Hex, type Sha256 } from '@countersign/shared/digest.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import type { App } from '../app-type.ts';
import type { Node } from '../node.ts';
import { sendBytes } from './send-bytes.ts';

/** Longer notes: text that statements name by SHA-256. Never in a log, so that an operator can remove one. */
export function blobRoutes(app: App, { store, config }: Node): void {
  const bodyLimit = Math.min(maxBlobLength, config.blobs.maxBytes);
  void app.register(async (scope: App) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('text/plain', { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
      done(null, body),
    );
    scope.post(
      '/api/blobs',
      {
        config: { rateLimit: { max: config.rate.writesPerMinute, timeWindow: 60_000 } },
        schema: {
          consumes: ['text/plain'],
          response: { 201: BlobAnswer, '4xx': ErrorBody, '5xx': ErrorBody },
        },
      },
      async (request, reply) => {
        const bytes = request.body instanceof Uint8Array ? new Uint8Array(request.body) : new Uint8Array(0);
        if (bytes.length === 0) throw new CodedError('request-malformed', 'an empty note');
        fromUtf8(bytes);
        const sha256 = sha256Hex(bytes);
        await store.putBlob(sha256, bytes, config.blobs.maxTotalBytes);
        return reply.code(201).send({ sha256, length: bytes.length });
      },
    );
  });

  app.get('/api/blobs/:sha256', { schema: { params: Sha256Params } }, async (request, reply) => {
    const bytes = await store.blob(request.params.sha256 as Sha256);
    if (!bytes) throw new CodedError('blob-not-found', 'this node does not hold that note');
    return sendBytes(reply, bytes, request.params.sha256);
  });
}
