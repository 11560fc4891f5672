import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { entryOf, lockfileFor, lockfileOf, manifestFor } from '../world/lockfile.ts';
import { runHere } from '../world/run-cli.ts';
import { flag, review, type Release } from '../world/statements.ts';
import { alice, bob, day, hour, makeWorld, noon, type World } from '../world/world.ts';

/**
 * A gate that let everything pass says so again without judging anew, while nothing that its verdict depended on has
 * changed. Whether it judged is told by its cache: without the reviews in there, whoever judges finds too few.
 */

let world: World;
let old: Release;
let next: Release;
beforeEach(async () => {
  world = await makeWorld();
  old = world.publish({ name: 'socks', version: '2.8.3' });
  next = world.publish({ name: 'socks', version: '2.8.4', files: { 'index.js': '1;\n' } });
  await world.lock(next);
  await world.adopt([old]);
  await world.node.log(...[alice, bob].map((key) => review(key, next, noon, { base: old })));
});

function inMirror(sql: string): void {
  const mirror = new DatabaseSync(join(world.home, 'cache', 'mirror.sqlite'));
  mirror.exec(sql);
  mirror.close();
}

/** Green once, then a cache in which a second judging would find no review. */
async function greenThenForgetful(): Promise<void> {
  expect((await world.cli('gate')).code).toBe(0);
  inMirror('DELETE FROM review');
}

test('nothing changed: the same words, without judging', async () => {
  const judged = await world.cli('gate');
  inMirror('DELETE FROM review');
  const again = await world.cli('gate');
  expect(again).toEqual(judged);
  expect((await world.cli('gate', '--json')).code).toBe(1);
});

const edits: [what: string, edit: (world: World, next: Release) => Promise<unknown>][] = [
  ['the policy', async ({ write }) => write({ 'countersign.jsonc': `${await policyText()}\n` })],
  ['the baseline', async (w) => w.adopt([])],
  ['the lockfile', async ({ write }) => write({ 'package-lock.json': `${lockfileFor([next])}\n` })],
  ['package.json', async ({ write }) => write({ 'package.json': manifestFor([next], { private: true }) })],
  ['a shrinkwrap beside', async ({ write }) => write({ 'npm-shrinkwrap.json': lockfileFor([next]) })],
  [
    'a workspace root above',
    async ({ write }) => write({ '../package.json': '{"workspaces": ["project"]}' }),
  ],
  ['a repository around it', async ({ write }) => write({ '.git/config': '' })],
];

async function policyText(): Promise<string> {
  return readFile(join(world.folder, 'countersign.jsonc'), 'utf8');
}

test.each(edits)('%s is another: it judges anew', async (_what, edit) => {
  await greenThenForgetful();
  await edit(world, next);
  expect((await world.cli('gate')).code).toBe(1);
});

test('the package.json of a workspace is another: it judges anew', async () => {
  const inner = (version: string) =>
    JSON.stringify({ name: 'inner', version, dependencies: { socks: '^2.8.4' } });
  const asked = { inner: '^1.0.0', socks: '^2.8.4' };
  await world.write({
    'package.json': JSON.stringify({
      name: 'app',
      version: '1.0.0',
      workspaces: ['inner'],
      dependencies: asked,
    }),
    'inner/package.json': inner('1.0.0'),
    'package-lock.json': lockfileOf(asked, {
      'node_modules/socks': entryOf(next),
      inner: { version: '1.0.0', dependencies: { socks: '^2.8.4' } },
      'node_modules/inner': { resolved: 'inner', link: true },
    }),
  });
  const first = await world.cli('gate');
  expect(first).toMatchObject({ code: 0 });
  inMirror('DELETE FROM review');
  expect((await world.cli('gate')).code).toBe(0);
  await world.write({ 'inner/package.json': inner('1.0.1') });
  expect((await world.cli('gate')).code).not.toBe(0);
});

test('a new statement, though it be about something else: it judges anew', async () => {
  await greenThenForgetful();
  await world.node.log(flag(bob, old, noon, { severity: 'vulnerable' }));
  expect((await world.cli('gate')).code).toBe(1);
});

test('a flag on it turns it red at once', async () => {
  expect((await world.cli('gate')).code).toBe(0);
  await world.node.log(flag(alice, next, noon));
  expect((await world.cli('gate')).code).toBe(3);
});

test('it is as fresh as the witnesses say, and no longer', async () => {
  world.clock.now = Date.parse('2026-11-22T23:30:00Z');
  world.node.clock.now = world.clock.now;
  await world.node.recosign();
  expect((await world.cli('gate')).code).toBe(0);
  world.clock.now = noon + 3 * day;
  expect((await world.cli('gate')).code).toBe(4);
});

test('another day, or a clock set back: it judges anew', async () => {
  await greenThenForgetful();
  world.clock.now = noon + 13 * hour;
  expect((await world.cli('gate')).code).toBe(1);
  world.clock.now = noon - hour / 60;
  expect((await world.cli('gate')).code).toBe(1);
});

test('a stamp that is still to come: nothing is kept', async () => {
  world.node.clock.now = noon + 60_000;
  await world.node.recosign();
  await greenThenForgetful();
  expect((await world.cli('gate')).code).toBe(1);
});

test('a node that is down: judged by the cache, with a warning', async () => {
  expect((await world.cli('gate')).code).toBe(0);
  await world.node.close();
  expect(await world.cli('gate')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('cannot be reached'),
  });
});

test('another program: it judges anew', async () => {
  await greenThenForgetful();
  const args = { cwd: world.folder, env: world.env, now: () => world.clock.now };
  expect((await runHere(['gate'], { ...args, build: 'another' })).code).toBe(1);
  expect((await runHere(['gate'], { ...args, build: null })).code).toBe(1);
  expect((await runHere(['gate'], { ...args, build: 'test' })).code).toBe(0);
});

test('a green run edited by hand is none', async () => {
  await greenThenForgetful();
  inMirror(`UPDATE green SET run = replace(run, '"releases":1', '"releases":2')`);
  expect((await world.cli('gate')).code).toBe(1);
  inMirror(`UPDATE green SET run = replace(run, '"releases":2', '"releases":1')`);
  expect((await world.cli('gate')).code).toBe(0);
});

test('a log’s state that is another than it was: it judges anew', async () => {
  await greenThenForgetful();
  inMirror(`UPDATE log SET mac = zeroblob(32)`);
  expect((await world.cli('gate')).code).toBe(0);
  inMirror('DELETE FROM review');
  inMirror(`DELETE FROM log`);
  inMirror(`DELETE FROM checkpoint`);
  inMirror(`DELETE FROM entry`);
  await world.node.close();
  expect((await world.cli('gate')).code).toBe(4);
});

test('a run with warnings or a waiver is not kept', async () => {
  await world.node.log(flag(bob, next, noon, { severity: 'vulnerable' }));
  await greenThenForgetful();
  expect((await world.cli('gate')).code).toBe(1);
});

test('in another folder it is another project', async () => {
  await greenThenForgetful();
  await world.write({ 'sub/README.md': '' });
  const there = await runHere(['gate'], {
    cwd: join(world.folder, 'sub'),
    env: world.env,
    now: () => world.clock.now,
  });
  expect(there.code).toBe(1);
});
