import { resolve } from 'node:path';
import type { RunningNode } from '@countersign/server/start.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit.ts';
import { span } from '../terminal.ts';

export interface ServeOptions {
  readonly data?: string;
  readonly host?: string;
  readonly port?: string;
}

/** `countersign serve`: runs a node until it is told to stop; says what to do next, ready to copy. */
export async function serve(context: Context, options: ServeOptions): Promise<number> {
  const { startNode } = await import('@countersign/server/start.ts');
  const { configFromEnv } = await import('@countersign/server/config.ts');
  const config = {
    ...configFromEnv(context.env),
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.port === undefined ? {} : { port: portOf(options.port) }),
    ...(options.data === undefined ? {} : { dataDir: resolve(context.cwd, options.data) }),
  };
  const node = await startNode(config).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new CodedError(
      'arguments-invalid',
      `port ${config.port} is taken; choose another: countersign serve --port 4718`,
    );
  });
  announce(context, node, config.dataDir);
  await stopped();
  await node.close();
  return exitCodes.allow;
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new CodedError('arguments-invalid', '--port takes a number from 0 to 65535');
}

function announce({ terminal }: Context, { url, pages }: RunningNode, dataDir: string): void {
  terminal.result([span('strong', 'Countersign'), `  a node is running on ${url}`]);
  terminal.result(span('quiet', `data in ${dataDir}; Ctrl-C stops it`));
  terminal.result(span('quiet', `pages sha256:${pages.digest}, listed at ${url}/pages.sha256`));
  terminal.result();
  terminal.result('In a project with a package-lock.json:');
  terminal.result();
  terminal.result('  countersign key new --name me');
  terminal.result(`  countersign init --node ${url}`);
  terminal.result('  countersign gate');
  terminal.result();
  terminal.result(`Read on at ${url}`);
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
