import type { AddressInfo } from 'node:net';
import { buildApp } from './app.ts';
import type { App } from './app-type.ts';
import type { Config } from './config.ts';
import type { BuildDigest } from './pages/build-digest.ts';
import { openNode, type Node, type NodeDeps } from './node.ts';

export interface RunningNode {
  /** `http://localhost:4717`, without a slash at its end. */
  readonly url: string;
  /** The vkeys of both logs and of the node's witness. */
  readonly keys: Node['keys'];
  /** The pages that it serves, file by file, and one digest over them (pages/build-digest.ts). */
  readonly pages: BuildDigest;
  /** Cosigns both logs anew; happens by itself every hour. */
  recosign(): Promise<void>;
  /** Makes the queue of what waits for a review anew; happens by itself too. */
  refreshQueue(): Promise<void>;
  /** Answers what is being asked, writes what waits, lets go of the data folder. */
  close(): Promise<void>;
}

/** Runs a node until close(). Throws what openNode throws, `pages-not-built`, and Node's own error when the port is taken. */
export async function startNode(config: Config, deps: NodeDeps = {}): Promise<RunningNode> {
  let log: ((error: unknown) => void) | null = null;
  const onFailure = deps.onFailure ?? ((error: unknown) => log?.(error));
  const node = await openNode(config, { ...deps, onFailure });
  let app: App | null = null;
  let pages: BuildDigest;
  try {
    ({ app, pages } = await buildApp(node));
    const { log: logger } = app;
    log = (error) => logger.error({ err: error }, 'work in the background failed');
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    await app?.close();
    await node.close();
    throw error;
  }
  const running = app;
  return {
    url: urlOf(config.host, running.server.address() as AddressInfo),
    keys: node.keys,
    pages: { listing: pages.listing, digest: pages.digest },
    recosign: () => node.recosign(),
    refreshQueue: () => node.queue.round(),
    async close() {
      await running.close();
      await node.close();
    },
  };
}

function urlOf(host: string, { port }: AddressInfo): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
