import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app-type.ts';
import type { Node } from '../node.ts';

/** What the page's commands name; replaced by the address that the visitor used. */
const placeholder = 'http://localhost:4717';

// Names, IPv4 and bracketed IPv6 addresses: nothing that could mean something in HTML or a shell.
const plainHost = /^(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:]{2,45}\])(?::[0-9]{1,5})?$/;

/** `/`: what this is and what to do next, with commands that name this very node. */
export function firstPageRoute(app: App, { config }: Node): void {
  const page = readFileSync(join(config.webDir, 'index.html'), 'utf8');
  app.get('/', { schema: { hide: true } }, async ({ protocol, host }, reply) => {
    const address = plainHost.test(host) ? `${protocol}://${host}` : placeholder;
    return reply.type('text/html; charset=utf-8').send(page.replaceAll(placeholder, () => address));
  });
}
