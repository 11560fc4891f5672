import type { FastifyRequest } from 'fastify';

// Names, IPv4 and bracketed IPv6 addresses.
const plainHost = /^(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:]{2,45}\])(?::[0-9]{1,5})?$/;

/** The node's address as the visitor used it, `https://node.example`; a reverse proxy says that it was https. */
export function addressOf({ protocol, host, headers }: FastifyRequest): string {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : protocol;
  return `${scheme}://${plainHost.test(host) ? host : 'localhost'}`;
}
