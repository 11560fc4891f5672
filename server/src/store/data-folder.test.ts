import { chmod, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { temporaryFolder, testNode } from '../testing/test-node.ts';

test('a second node on one data folder is refused, in this process or another', async () => {
  const { dataDir } = await testNode();
  await expect(testNode({ dataDir })).rejects.toMatchObject({ code: 'data-folder-locked' });
  const main = new URL('../main.ts', import.meta.url).pathname;
  const env = { ...process.env, COUNTERSIGN_DATA: dataDir, COUNTERSIGN_PORT: '0' };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  child.stderr.on('data', (data: Buffer) => (text += data.toString()));
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(2);
  expect(text).toContain('another node runs on this data folder');
});

test('a data folder that is let go of can be opened again', async () => {
  const first = await testNode();
  await first.close();
  const second = await testNode({ dataDir: first.dataDir });
  expect(second.node.keys).toEqual(first.node.keys);
});

test('a later schema is refused: update countersign', async () => {
  const first = await testNode();
  await first.close();
  const database = new Database(join(first.dataDir, 'node.sqlite'));
  database.pragma('user_version = 99');
  database.close();
  await expect(testNode({ dataDir: first.dataDir })).rejects.toMatchObject({
    code: 'data-folder-newer',
    message: expect.stringContaining('update countersign') as string,
  });
});

test('a file that is no database is refused, and left as it was', async () => {
  const dataDir = await temporaryFolder();
  const path = join(dataDir, 'node.sqlite');
  await writeFile(path, 'not a database, but somebody may need it'.repeat(100));
  await expect(testNode({ dataDir })).rejects.toMatchObject({ code: 'data-folder-corrupt' });
  expect(await readFile(path, 'utf8')).toContain('somebody may need it');
});

test('each role has a key of its own, which nobody else can read', async () => {
  const { dataDir } = await testNode();
  const seeds = new Set<string>();
  for (const role of ['reviews', 'trust', 'witness']) {
    const path = join(dataDir, 'keys', role);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    seeds.add(await readFile(path, 'utf8'));
  }
  expect(seeds.size).toBe(3);
});

test('a key that others can read is refused', async () => {
  const first = await testNode();
  await first.close();
  await chmod(join(first.dataDir, 'keys', 'trust'), 0o640);
  await expect(testNode({ dataDir: first.dataDir })).rejects.toMatchObject({ code: 'node-key-exposed' });
});

test('a log is never continued with another key', async () => {
  const first = await testNode();
  await first.close();
  const path = join(first.dataDir, 'keys', 'trust');
  await writeFile(path, await readFile(join(first.dataDir, 'keys', 'witness')));
  await expect(testNode({ dataDir: first.dataDir })).rejects.toMatchObject({ code: 'data-folder-corrupt' });
  await rm(path);
  await expect(testNode({ dataDir: first.dataDir })).rejects.toMatchObject({ code: 'data-folder-corrupt' });
  await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

test.each(['', 'A\n', `${'A'.repeat(43)}=`, `${'A'.repeat(43)}=\n\n`, `${'A'.repeat(43)}B\n`])(
  'a key file that holds %j is refused',
  async (text) => {
    const first = await testNode();
    await first.close();
    await writeFile(join(first.dataDir, 'keys', 'trust'), text);
    await expect(testNode({ dataDir: first.dataDir })).rejects.toMatchObject({ code: 'node-key-malformed' });
  },
);
