import type { IncomingMessage } from 'node:http';
import { CodedError } from '@countersign/shared/errors.ts';

const fromHere = new Set([undefined, 'same-origin', 'none']);

/**
 * Lets only our own pages ask. A page elsewhere can give its own name the address 127.0.0.1 (DNS rebinding): it then asks
 * for another host. It can also send to our address from where it is: then it has another origin. Throws `host-unknown`,
 * `request-foreign-origin`. `authority` is `127.0.0.1:PORT`.
 */
export function demandOwnPage(request: IncomingMessage, authority: string): void {
  const { host = [] } = request.headersDistinct;
  if (host.length !== 1 || host[0] !== authority)
    throw new CodedError('host-unknown', `this workbench is asked for as ${authority}, and by no other name`);
  const { origin, 'sec-fetch-site': site } = request.headers;
  const writes = request.method !== 'GET' && request.method !== 'HEAD';
  const own = origin === `http://${authority}` || (origin === undefined && !writes);
  if (!own || !fromHere.has(site))
    throw new CodedError(
      'request-foreign-origin',
      'only the pages of this workbench may ask it for anything',
    );
}
