import { ErrorBody, QueueAnswer, QueueQuery } from '@countersign/shared/api.ts';
import type { App } from '../app-type.ts';
import type { Node } from '../node.ts';

/** `GET /api/queue`: what waits for a review, as the last round found it (scan/queue.ts). Asking makes no round. */
export function queueRoute(app: App, { queue }: Node): void {
  app.get(
    '/api/queue',
    {
      schema: {
        querystring: QueueQuery,
        response: { 200: QueueAnswer, '4xx': ErrorBody, '5xx': ErrorBody },
      },
    },
    async ({ query }) => queue.list(query.sort ?? 'smallest'),
  );
}
