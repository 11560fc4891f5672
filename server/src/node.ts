import { join, resolve } from 'node:path';
import { formatVkey } from '@countersign/shared/log/vkey.ts';
import { logNames, type LogName } from '@countersign/shared/log/log-name.ts';
import { ArtifactCache } from './artifacts/artifact-cache.ts';
import { fetchFromRegistry, type FetchArtifact } from './artifacts/fetch-artifact.ts';
import { fetchVersionsFromRegistry, type FetchVersions } from './artifacts/fetch-versions.ts';
import { VersionCache } from './artifacts/version-cache.ts';
import { systemClock, type Clock } from './clock.ts';
import type { Config } from './config.ts';
import { makeFolder, makeScratch } from './files.ts';
import { loadKeys, type NodeKeys } from './keys.ts';
import { LogWriter } from './log/log-writer.ts';
import { Sequencer } from './log/sequencer.ts';
import { TileFolder, type Publication } from './log/tile-folder.ts';
import { Queue } from './scan/queue.ts';
import { runCount, type RunCount } from './scan/run-count.ts';
import { storageError } from './storage-errors.ts';
import { SqliteStore } from './store/sqlite.ts';
import type { Role, Store } from './store/store.ts';

/** What a test brings in place of the world. */
export interface NodeDeps {
  readonly clock?: Clock;
  readonly fetchArtifact?: FetchArtifact;
  readonly fetchVersions?: FetchVersions;
  readonly runCount?: RunCount;
  /** Told of what went wrong without anybody waiting for it. */
  readonly onFailure?: (error: unknown) => void;
}

/** Everything behind the HTTP API. */
export interface Node {
  readonly config: Config;
  readonly clock: Clock;
  readonly store: Store;
  readonly logs: Readonly<Record<LogName, Sequencer>>;
  readonly publications: Readonly<Record<LogName, Publication>>;
  readonly artifacts: ArtifactCache;
  readonly versions: VersionCache;
  readonly queue: Queue;
  /** The vkeys to pin. */
  readonly keys: Readonly<Record<Role, string>>;
  /** Cosigns both logs anew. */
  recosign(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a data folder: locks it, loads or makes the keys, and brings both logs to where a crash may have left them short.
 * Throws `data-folder-locked`, `data-folder-newer`, `data-folder-corrupt`, `node-key-malformed`, `node-key-exposed`,
 * `storage-failed`.
 */
export async function openNode(config: Config, deps: NodeDeps = {}): Promise<Node> {
  const dataDir = resolve(config.dataDir);
  await makeFolder(dataDir, 0o700);
  const store = SqliteStore.open(join(dataDir, 'node.sqlite'));
  try {
    return await assemble(config, dataDir, store, deps);
  } catch (error) {
    await store.close();
    throw storageError(error) ?? error;
  }
}

async function assemble(config: Config, dataDir: string, store: Store, deps: NodeDeps): Promise<Node> {
  const clock = deps.clock ?? systemClock;
  const onFailure = deps.onFailure ?? (() => undefined);
  const scratch = await makeScratch(join(dataDir, 'scratch'));
  const keys = await loadKeys(dataDir, scratch, store);
  const publications = bothLogs((log) => new TileFolder(join(dataDir, log), scratch));
  const logs = bothLogs((log) => {
    const parts = { log, store, publication: publications[log] };
    const writer = new LogWriter({ ...parts, key: keys[log], witness: keys.witness, clock });
    return new Sequencer({ ...parts, writer, batch: config.batch, onFailure });
  });
  for (const log of logNames) await logs[log].start();
  const recosign = async () => {
    for (const log of logNames) await logs[log].recosign();
  };
  const isDue = logNames.some((log) => logs[log].head().time * 1000 + config.recosignEveryMs <= clock());
  if (isDue) await recosign();
  const timer = setInterval(() => void recosign().catch(onFailure), config.recosignEveryMs).unref();
  const artifacts = new ArtifactCache({
    folder: join(dataDir, 'artifacts'),
    scratch,
    store,
    clock,
    limits: config.artifacts,
    fetchArtifact: deps.fetchArtifact ?? fetchFromRegistry,
  });
  const versions = new VersionCache({
    clock,
    fetchVersions: deps.fetchVersions ?? fetchVersionsFromRegistry,
    fetchesPerMinute: config.artifacts.fetchesPerMinute,
  });
  const queue = new Queue({
    store,
    versions,
    artifacts,
    clock,
    onFailure,
    limits: config.scan,
    runCount: deps.runCount ?? runCount,
  });
  queue.start();
  const node: Node = {
    config,
    clock,
    store,
    logs,
    publications,
    artifacts,
    versions,
    queue,
    recosign,
    keys: vkeysOf(keys),
    async close() {
      clearInterval(timer);
      queue.close();
      for (const log of logNames) await logs[log].close();
      await store.close();
    },
  };
  return node;
}

function bothLogs<Part>(make: (log: LogName) => Part): Record<LogName, Part> {
  return { reviews: make('reviews'), trust: make('trust') };
}

function vkeysOf(keys: NodeKeys): Record<Role, string> {
  return {
    reviews: formatVkey(keys.reviews.vkey),
    trust: formatVkey(keys.trust.vkey),
    witness: formatVkey(keys.witness.vkey),
  };
}
