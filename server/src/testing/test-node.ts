import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { BatchLine } from '@countersign/shared/api.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { buildApp } from '../app.ts';
import type { App } from '../app-type.ts';
import { nodeConfig, type Settings } from '../config.ts';
import { openNode, type Node, type NodeDeps } from '../node.ts';
import { writePages } from './pages.ts';
import { noon } from './statements.ts';

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-server-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestNode {
  readonly app: App;
  readonly node: Node;
  readonly dataDir: string;
  /** Milliseconds; the tests turn it. */
  readonly time: { now: number };
  post(body: Uint8Array | string, type?: string): Promise<{ status: number; body: Record<string, unknown> }>;
  postLines(lines: readonly Uint8Array[]): Promise<{ status: number; lines: BatchLine[] }>;
  get(url: string): Promise<{ status: number; body: Record<string, unknown> }>;
  close(): Promise<void>;
}

export interface TestWish extends NodeDeps {
  readonly settings?: Partial<Settings>;
  readonly dataDir?: string;
  readonly time?: { now: number };
}

/** A node without a port, its clock standing at noon; it is closed after the test. */
export async function testNode(wish: TestWish = {}): Promise<TestNode> {
  const dataDir = wish.dataDir ?? (await temporaryFolder());
  const time = wish.time ?? { now: noon };
  const batch = { maxEntries: 256, delayMs: 1, maxWaiting: 8192 };
  const webDir = wish.settings?.webDir ?? (await writePages(await temporaryFolder()));
  const { scan } = nodeConfig({ dataDir });
  const quiet = {
    logLevel: 'silent',
    maxEventLoopDelayMs: 0,
    batch,
    scan: { ...scan, enabled: false },
  } as const;
  const config = nodeConfig({ dataDir, webDir, ...quiet, ...wish.settings });
  const world = { clock: () => time.now, fetchArtifact: noArtifacts, fetchVersions: noRegistry };
  const node = await openNode(config, { ...world, ...wish });
  const { app } = await buildApp(node);
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    await app.close();
    await node.close();
  };
  onTestFinished(close);
  const json = { 'content-type': 'application/json' };
  return {
    app,
    node,
    dataDir,
    time,
    close,
    async post(body, type) {
      const headers = type === undefined ? json : { 'content-type': type };
      const payload = typeof body === 'string' ? body : Buffer.from(body);
      const answer = await app.inject({ method: 'POST', url: '/api/statements', headers, payload });
      return { status: answer.statusCode, body: answer.json() };
    },
    async postLines(lines) {
      const payload = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
      const headers = { 'content-type': 'application/x-ndjson' };
      const answer = await app.inject({ method: 'POST', url: '/api/statements', headers, payload });
      const texts = answer.body.split('\n').filter((text) => text !== '');
      return { status: answer.statusCode, lines: texts.map((text) => JSON.parse(text) as BatchLine) };
    },
    async get(url) {
      const answer = await app.inject({ method: 'GET', url });
      return { status: answer.statusCode, body: answer.json() };
    },
  };
}

async function noRegistry(): Promise<never> {
  throw new CodedError('registry-unreachable', 'this test has no registry');
}

async function noArtifacts(): Promise<never> {
  throw new Error('this test fetches nothing');
}
