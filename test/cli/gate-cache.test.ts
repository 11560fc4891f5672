import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { startPaperNode } from '../world/paper-node.ts';
import { flag, review, type Release } from '../world/statements.ts';
import { alice, bob, hour, makeWorld, mallory, noon, type World } from '../world/world.ts';

/** Somebody edits the cache by hand, or brings one along: it may cost a verdict, and never makes an allow. */

let world: World;
let old: Release;
let next: Release;
beforeEach(async () => {
  world = await makeWorld();
  old = world.publish({ name: 'socks', version: '2.8.3' });
  next = world.publish({ name: 'socks', version: '2.8.4', files: { 'index.js': '1;\n' } });
  await world.lock(next);
  await world.adopt([old]);
});

function inMirror(sql: string, ...values: (string | number | Uint8Array)[]): void {
  const mirror = new DatabaseSync(join(world.home, 'cache', 'mirror.sqlite'));
  mirror.prepare(sql).run(...values);
  mirror.close();
}

function rowsOf(sql: string): Record<string, unknown>[] {
  const mirror = new DatabaseSync(join(world.home, 'cache', 'mirror.sqlite'));
  const rows = mirror.prepare(sql).all();
  mirror.close();
  return rows;
}

const accepts = () => [alice, bob].map((key) => review(key, next, noon, { base: old }));

test('--offline without a cache is undecidable and names sync', async () => {
  const ran = await world.cli('gate', '--offline');
  expect(ran.code).toBe(4);
  expect(ran.stdout).toContain('its trust log was never fetched here: run countersign sync');
});

test('--offline judges by what was synced, and by the witnesses’ stamps on it', async () => {
  await world.node.log(...accepts());
  expect((await world.cli('sync')).code).toBe(0);
  await world.node.log(flag(alice, next, noon));
  expect((await world.cli('gate', '--offline')).code).toBe(0);
  world.clock.now += 25 * hour;
  expect((await world.cli('gate', '--offline')).code).toBe(4);
});

test('reviews written into the cache by hand are no evidence', async () => {
  const [byAlice, byBob] = accepts();
  await world.node.log(byAlice as never);
  expect((await world.cli('gate')).code).toBe(1);
  const [row] = rowsOf('SELECT * FROM review') as { origin: string; statement: string; mac: Uint8Array }[];
  const made = JSON.stringify({ ...JSON.parse(row?.statement ?? ''), by: bob.id, id: byBob?.id });
  const insert =
    'INSERT INTO review (origin, position, sha256, sha512, signer, statement, mac) VALUES (?, 1, ?, ?, ?, ?, ?)';
  const { sha256, sha512 } = next.digest;
  inMirror(insert, row?.origin ?? '', sha256, sha512, bob.id, made, row?.mac ?? new Uint8Array());
  expect(await world.cli('gate')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('1 of 2 parties'),
  });
});

test('a review turned to another artifact by hand is no evidence there', async () => {
  const evil = world.publish({ name: 'evil', version: '1.0.0' });
  await world.node.log(...accepts());
  expect((await world.cli('gate')).code).toBe(0);
  await world.lock(evil);
  inMirror('UPDATE review SET sha256 = ?, sha512 = ?', evil.digest.sha256, evil.digest.sha512);
  expect((await world.cli('gate')).code).toBe(1);
});

test('a flag cut out of the verified state is found again in the raw entries', async () => {
  await world.node.log(...accepts(), flag(alice, next, noon));
  expect((await world.cli('gate')).code).toBe(3);
  for (const { origin, state } of rowsOf('SELECT origin, state FROM log') as {
    origin: string;
    state: string;
  }[]) {
    inMirror(
      'UPDATE log SET state = ? WHERE origin = ?',
      JSON.stringify({ ...JSON.parse(state), statements: [] }),
      origin,
    );
  }
  expect((await world.cli('gate', '--offline')).code).toBe(3);
  inMirror('DELETE FROM log');
  expect((await world.cli('gate', '--offline')).code).toBe(3);
});

test('a flag cut out of the raw entries too leaves nothing to judge by, and the next sync brings it back', async () => {
  await world.node.log(...accepts(), flag(alice, next, noon));
  expect((await world.cli('gate')).code).toBe(3);
  inMirror('DELETE FROM log');
  inMirror(`DELETE FROM entry WHERE origin LIKE '%trust%'`);
  expect((await world.cli('gate', '--offline')).code).toBe(4);
  expect((await world.cli('gate')).code).toBe(3);
});

test('a cache cut back to before the flag is not judged by while a later checkpoint is known', async () => {
  await world.node.log(...accepts(), flag(bob, old, noon, { severity: 'vulnerable' }));
  expect((await world.cli('gate')).code).toBe(0);
  await world.node.log(flag(alice, next, noon));
  expect((await world.cli('gate')).code).toBe(3);
  inMirror('DELETE FROM log');
  inMirror(`DELETE FROM entry WHERE origin LIKE '%trust%' AND position > 0`);
  expect((await world.cli('gate', '--offline')).code).toBe(4);
});

test('a changed entry leaves nothing to judge by offline', async () => {
  await world.node.log(...accepts(), flag(alice, next, noon));
  expect((await world.cli('gate')).code).toBe(3);
  inMirror('DELETE FROM log');
  inMirror(`UPDATE entry SET bytes = ? WHERE origin LIKE '%trust%'`, flag(mallory, next, noon).entry);
  expect((await world.cli('gate', '--offline')).code).toBe(4);
});

test('a cache from another machine is verified anew, and then stands', async () => {
  await world.node.log(...accepts());
  expect((await world.cli('gate')).code).toBe(0);
  const before = rowsOf('SELECT mac FROM review');
  await rm(join(world.home, 'state', 'machine.key'));
  expect((await world.cli('gate', '--offline')).code).toBe(0);
  expect(rowsOf('SELECT mac FROM review')).not.toEqual(before);
  inMirror('DELETE FROM log');
  inMirror('DELETE FROM checkpoint');
  expect((await world.cli('gate', '--offline')).code).toBe(4);
});

test('that a key was refused outlives the row that says so', async () => {
  const paper = await startPaperNode(noon);
  world.also(() => paper.close());
  await world.adopt([old], { nodes: [paper] });
  paper.sign(
    'reviews',
    accepts().map(({ entry }) => entry),
    noon,
  );
  const harmless = flag(bob, old, noon, { severity: 'vulnerable' }).entry;
  paper.sign('trust', [harmless], noon);
  expect((await world.cli('gate')).code).toBe(0);
  paper.sign('trust', [flag(alice, next, noon).entry], noon);
  expect((await world.cli('gate')).code).toBe(4);
  paper.sign('trust', [harmless], noon);
  inMirror('DELETE FROM log');
  expect((await world.cli('gate')).code).toBe(4);
  inMirror('DELETE FROM log');
  inMirror('DELETE FROM entry');
  const ran = await world.cli('gate');
  expect(ran.code).toBe(4);
  expect(ran.stdout).toContain('refused for good');
});

test('a cache file that is no database, or half of one, is undecidable and says what to do', async () => {
  await world.node.log(...accepts());
  expect((await world.cli('gate')).code).toBe(0);
  const path = join(world.home, 'cache', 'mirror.sqlite');
  const whole = await readFile(path);
  for (const broken of [Buffer.alloc(100_000, 'x'), whole.fill(0xff, 4096)]) {
    await writeFile(path, broken);
    const ran = await world.cli('gate');
    expect(ran).toMatchObject({ code: 4, stdout: '', stderr: expect.stringContaining('[cache-unusable]') });
    expect(ran.stderr).toContain('delete it and run countersign sync');
  }
});
