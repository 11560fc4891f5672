import { Sha256Params } from '@countersign/shared/api.ts';
import type { Sha256 } from '@countersign/shared/digest.ts';
import type { App } from '../app-type.ts';
import type { Node } from '../node.ts';
import { sendBytes } from './send-bytes.ts';

/** `GET /artifacts/sha256/<hex>`: the bytes of an artifact that an admitted statement names. */
export function artifactRoutes(app: App, { artifacts }: Node): void {
  app.get('/artifacts/sha256/:sha256', { schema: { params: Sha256Params } }, async (request, reply) => {
    const { sha256 } = request.params;
    return sendBytes(reply, await artifacts.read(sha256 as Sha256), sha256);
  });
}
