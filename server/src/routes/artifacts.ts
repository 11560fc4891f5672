import { ArtifactAnswer, ArtifactQuery, ErrorBody, Sha256Params } from '@countersign/shared/api.ts';
import type { Sha256 } from '@countersign/shared/digest.ts';
import type { App } from '../app-type.ts';
import type { Node } from '../node.ts';
import { releasePurl } from './queries.ts';
import { sendBytes } from './send-bytes.ts';

/** The bytes of artifacts that admitted statements name, and those of a release that somebody wants to read. */
export function artifactRoutes(app: App, { artifacts }: Node): void {
  app.get('/artifacts/sha256/:sha256', { schema: { params: Sha256Params } }, async (request, reply) => {
    const { sha256 } = request.params;
    return sendBytes(reply, await artifacts.read(sha256 as Sha256), sha256);
  });

  app.get(
    '/api/artifact',
    {
      schema: {
        querystring: ArtifactQuery,
        response: { 200: ArtifactAnswer, '4xx': ErrorBody, '5xx': ErrorBody },
      },
    },
    async ({ query }) => artifacts.takeIn(releasePurl(query.purl)),
  );
}
