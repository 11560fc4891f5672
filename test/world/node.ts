import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeConfig } from '@countersign/server/config.ts';
import type { NodeDeps } from '@countersign/server/node.ts';
import { startNode, type RunningNode } from '@countersign/server/start.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { parseVkey } from '@countersign/shared/log/vkey.ts';
import type { PinnedNode, PinnedWitness } from '@countersign/shared/policy/pins.ts';
import { packageName } from '@countersign/shared/purl/release.ts';
import { createNpmRegistry } from '@countersign/shared/registry/npm.ts';
import type { LogName } from '@countersign/shared/log/log-name.ts';
import type { FakeRegistry } from './registry.ts';
import type { Said } from './statements.ts';

/** A clock that a test turns; milliseconds since 1970. */
export interface Clock {
  now: number;
}

/** Something that a policy can pin: a node, honest or not. */
export interface Pinnable {
  readonly url: string;
  readonly keys: Readonly<Record<LogName | 'witness', string>>;
  close(): Promise<void>;
}

export interface WorldNode extends Pinnable {
  /** Its own clock, by which it cosigns. */
  readonly clock: Clock;
  /** Sends statements; throws when one is refused. */
  log(...said: readonly Said[]): Promise<void>;
  recosign(): Promise<void>;
  /** Makes `/api/queue` anew, as the node does by itself twice an hour. */
  refreshQueue(): Promise<void>;
}

export interface WorldNodeWish {
  /** Where it gets versions and artifacts; without one it reaches no registry. */
  readonly registry?: Pick<FakeRegistry, 'url'>;
  /** The folder of a build of the pages; default: the project's own, by `npm run build`. */
  readonly webDir?: string;
}

/** A real node on a free port of loopback, with a clock of its own, on a folder that is gone when it closes. */
export async function startWorldNode(now: number, wish: WorldNodeWish = {}): Promise<WorldNode> {
  const clock: Clock = { now };
  const dataDir = await mkdtemp(join(tmpdir(), 'countersign-node-'));
  const config = nodeConfig({
    dataDir,
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
    maxEventLoopDelayMs: 0,
    batch: { maxEntries: 256, delayMs: 1, maxWaiting: 8192 },
    rate: { perMinute: 1_000_000, writesPerMinute: 1_000_000 },
    ...(wish.webDir === undefined ? {} : { webDir: wish.webDir }),
  });
  const running: RunningNode = await startNode(config, { clock: () => clock.now, ...reach(wish.registry) });
  return {
    clock,
    url: running.url,
    keys: running.keys,
    recosign: () => running.recosign(),
    refreshQueue: () => running.refreshQueue(),
    async log(...said) {
      const body = Buffer.concat(said.flatMap(({ entry }) => [entry, Buffer.from('\n')]));
      const headers = { 'content-type': 'application/x-ndjson' };
      const answer = await fetch(`${running.url}/api/statements`, { method: 'POST', headers, body });
      const lines = (await answer.text()).trim().split('\n');
      const refused = lines.find((line) => !/^\{"status":20[01],/.test(line));
      if (refused !== undefined || lines.length !== said.length)
        throw new Error(refused ?? 'not all were answered');
    },
    async close() {
      await running.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function reach(registry: WorldNodeWish['registry']): Pick<NodeDeps, 'fetchArtifact' | 'fetchVersions'> {
  const open = () => {
    if (registry) return createNpmRegistry({ registry: `${registry.url}/` });
    throw new CodedError('registry-unreachable', 'this node was given no registry');
  };
  return {
    fetchArtifact: async (release, expected) => (await open().fetchArtifact(release, expected)).bytes,
    fetchVersions: async (packageOf) => open().history(packageName(packageOf)),
  };
}

export function pinsOf(node: Pinnable, name: string): { node: PinnedNode; witness: PinnedWitness } {
  const { reviews, trust, witness } = node.keys;
  return {
    node: { name, url: node.url, reviews: parseVkey(reviews), trust: parseVkey(trust) },
    witness: { name, vkey: parseVkey(witness) },
  };
}
