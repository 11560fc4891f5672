import { parseTilePath } from '@countersign/shared/log/tile.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { logNames } from '@countersign/shared/log/log-name.ts';
import type { App } from '../app-type.ts';
import type { Node } from '../node.ts';

const immutable = 'public, max-age=31536000, immutable';

/**
 * Both logs as C2SP tlog-tiles has them: `/<log>/checkpoint`, `/<log>/tile/<L>/<N>[.p/<W>]`, `/<log>/tile/entries/…`. A
 * partial tile is 404 once the full one is there; clients then take that.
 */
export function logRoutes(app: App, { logs }: Node): void {
  for (const log of logNames) {
    app.get(`/${log}/checkpoint`, async (_request, reply) =>
      reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(logs[log].head().note),
    );
    app.get<{ Params: { '*': string } }>(`/${log}/tile/*`, async (request, reply) => {
      const bytes = await logs[log].tile(tileAt(`tile/${request.params['*']}`));
      return reply
        .type('application/octet-stream')
        .header('cache-control', immutable)
        .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    });
  }
}

/** An address that no tile can have is as little there as one that no tile has yet. */
function tileAt(path: string) {
  try {
    return parseTilePath(path);
  } catch (error) {
    if (!isCoded(error)) throw error;
    throw new CodedError('tile-not-found', 'no path of a tile or entry bundle', {}, { cause: error });
  }
}
