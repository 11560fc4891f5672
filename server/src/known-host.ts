import { CodedError } from '@countersign/shared/errors.ts';
import type { Config } from './config.ts';

const loopbackName = /^(localhost|127(\.[0-9]{1,3}){3}|\[::1\])$/;
const loopbackAddress = /^(localhost|127(\.[0-9]{1,3}){3}|::1)$/;

/**
 * A page anywhere can give its own host name the address 127.0.0.1 (DNS rebinding), and is then of the same origin as a
 * node there. So a node on loopback answers only who asks for loopback by name, or for one of COUNTERSIGN_HOSTS; a node
 * elsewhere holds to the same where COUNTERSIGN_HOSTS is given. Throws `host-unknown`.
 */
export function demandKnownHost(
  hostHeader: string | undefined,
  { host, hosts }: Pick<Config, 'host' | 'hosts'>,
): void {
  if (!loopbackAddress.test(host) && hosts.length === 0) return;
  const name = (hostHeader ?? '')
    .toLowerCase()
    .replace(/:[0-9]{1,5}$/, '')
    .replace(/\.$/, '');
  if (loopbackName.test(name) || hosts.includes(name)) return;
  throw new CodedError(
    'host-unknown',
    'this node is not asked for by that name: its operator lists the names it has in COUNTERSIGN_HOSTS',
  );
}
