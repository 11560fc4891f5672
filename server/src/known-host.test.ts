import { request } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { nodeConfig } from './config.ts';
import { startNode } from './start.ts';
import { writePages } from './testing/pages.ts';
import { temporaryFolder, testNode } from './testing/test-node.ts';

async function statusFor(host: string, settings: { host?: string; hosts?: readonly string[] } = {}) {
  const { app } = await testNode({ settings });
  const answer = await app.inject({ url: '/keys', headers: { host } });
  return answer.statusCode === 421 ? answer.json<{ code: string }>().code : answer.statusCode;
}

test.each([
  'evil.example',
  'evil.example:4717',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '10.0.0.1',
])('a page on %j that points its name at loopback learns nothing', async (host) => {
  expect(await statusFor(host)).toBe('host-unknown');
  expect(await statusFor(host, { host: '127.0.0.1' })).toBe('host-unknown');
  expect(await statusFor(host, { host: '::1' })).toBe('host-unknown');
});

test.each(['localhost', 'LOCALHOST:4717', 'localhost.', '127.0.0.1:4717', '127.8.9.1', '[::1]:4717'])(
  'a node on loopback is asked for as %j',
  async (host) => {
    expect(await statusFor(host)).toBe(200);
  },
);

test('behind a reverse proxy a node has the names that its operator lists, and no other', async () => {
  const settings = { hosts: ['node.example'] };
  expect(await statusFor('node.example', settings)).toBe(200);
  expect(await statusFor('Node.Example:443', settings)).toBe(200);
  expect(await statusFor('other.example', settings)).toBe('host-unknown');
});

test('a node on a network answers to any name, unless its operator lists them', async () => {
  expect(await statusFor('node.example', { host: '0.0.0.0' })).toBe(200);
  expect(await statusFor('other.example', { host: '0.0.0.0', hosts: ['node.example'] })).toBe('host-unknown');
});

test('the pages, too, are refused to another name, over a real connection', async () => {
  const webDir = await writePages(await temporaryFolder());
  const dataDir = await temporaryFolder();
  const running = await startNode(
    nodeConfig({ dataDir, webDir, host: '127.0.0.1', port: 0, logLevel: 'silent' }),
  );
  try {
    const asked = request(`${running.url}/`, { headers: { host: 'rebound.example' } });
    asked.end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    answer.resume();
    expect(answer.statusCode).toBe(421);
  } finally {
    await running.close();
  }
});
