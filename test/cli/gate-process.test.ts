import { spawn, type ChildProcess } from 'node:child_process';
import { open } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { beforeEach, expect, test } from 'vitest';
import { startPaperNode } from '../world/paper-node.ts';
import { commandLine } from '../world/run-cli.ts';
import type { Release } from '../world/statements.ts';
import { makeWorld, type World } from '../world/world.ts';

/** The gate as a process: whatever happens to it before its verdict was read, its exit code is no allow. */

let world: World;
let socks: Release;
beforeEach(async () => {
  world = await makeWorld(Date.now());
  socks = world.publish({ name: 'socks', version: '2.8.3' });
  await world.lock(socks);
  await world.adopt([socks]);
});

function start(stdout: 'ignore' | 'pipe' = 'ignore', code?: string): ChildProcess {
  const args =
    code === undefined
      ? [commandLine, 'gate']
      : ['--import', `data:text/javascript,${code}`, commandLine, 'gate'];
  return spawn(process.execPath, args, {
    cwd: world.folder,
    env: { ...world.env },
    stdio: ['ignore', stdout, 'ignore'],
  });
}

function ended(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal })));
}

test('as a process it says and exits what it does inside one', async () => {
  expect(await world.child(['gate'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('1 allowed'),
    stderr: '',
  });
  await world.adopt([]);
  const ran = await world.child(['gate']);
  expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('INSUFFICIENT  socks 2.8.3') });
});

test('a reader that has gone away is told nothing, so nothing is allowed', async () => {
  const child = start('pipe');
  child.stdout?.destroy();
  expect(await ended(child)).toEqual({ code: 70, signal: null });
});

test('a full disk behind stdout is no allow', async () => {
  const full = await open('/dev/full', 'w');
  const child = spawn(process.execPath, [commandLine, 'gate'], {
    cwd: world.folder,
    env: { ...world.env },
    stdio: ['ignore', full.fd, 'ignore'],
  });
  expect((await ended(child)).code).not.toBe(0);
  await full.close();
});

test('a promise that never settles ends with 70, not with 0', async () => {
  // The request that the gate waits for is forgotten: nothing keeps the process alive, and nobody answers.
  const code = `import http from 'node:http';import {syncBuiltinESMExports} from 'node:module';import {EventEmitter} from 'node:events';
    http.request=()=>Object.assign(new EventEmitter(),{end(){},destroy(){}});syncBuiltinESMExports();
    const set=globalThis.setTimeout;globalThis.setTimeout=(...all)=>set(...all).unref();`;
  expect(await ended(start('ignore', encodeURIComponent(code)))).toEqual({ code: 70, signal: null });
});

async function silentServer(): Promise<{ server: Server; connected: Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => void sockets.add(socket));
  const connected = new Promise<void>((resolve) => server.once('connection', () => resolve()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  world.also(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { server, connected };
}

/** Pins a node that takes connections and says nothing; resolves to a promise of the first one. */
async function pinSilent(): Promise<{ connected: Promise<void> }> {
  const { server, connected } = await silentServer();
  const { port } = server.address() as AddressInfo;
  await world.adopt([socks], { nodes: [{ ...world.node, url: `http://127.0.0.1:${port}` }] });
  return { connected };
}

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s while it waits for a node is never 0',
  async (signal) => {
    const { connected } = await pinSilent();
    const child = start();
    const end = ended(child);
    await Promise.race([connected, end]);
    child.kill(signal);
    expect((await end).code).not.toBe(0);
  },
);

test('a node that never answers is given up: 4 without a cache, else judged by what was synced', async () => {
  const paper = await startPaperNode(Date.now());
  world.also(() => paper.close());
  await world.adopt([socks], { nodes: [paper] });
  expect((await world.child(['gate'])).code).toBe(0);
  paper.fail('silent');
  const elsewhere = { env: { COUNTERSIGN_HOME: join(world.folder, 'new-home') } };
  const [known, unknown] = await Promise.all([world.child(['gate']), world.child(['gate'], elsewhere)]);
  expect(known).toMatchObject({ code: 0, stderr: expect.stringContaining('does not answer') });
  expect(unknown).toMatchObject({ code: 4, stdout: expect.stringContaining('does not answer') });
});
