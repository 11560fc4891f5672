import { beforeEach, expect, test } from 'vitest';
import { startPaperNode, type PaperNode } from '../world/paper-node.ts';
import { flag, review, type Release } from '../world/statements.ts';
import { alice, bob, day, hour, makeWorld, noon, type World } from '../world/world.ts';

let world: World;
let paper: PaperNode;
let old: Release;
let next: Release;
beforeEach(async () => {
  world = await makeWorld();
  paper = await startPaperNode(noon);
  world.also(() => paper.close());
  old = world.publish({ name: 'socks', version: '2.8.3' });
  next = world.publish({ name: 'socks', version: '2.8.4', files: { 'index.js': '1;\n' } });
  await world.lock(next);
  await world.adopt([old], { nodes: [paper] });
});

function accepts(): Uint8Array[] {
  return [alice, bob].map((key) => review(key, next, noon, { base: old }).entry);
}

/** The same statement under a signature that is not its signer's. */
function forged(entry: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(entry);
  return new TextEncoder().encode(text.replace(/"sig":"..../, '"sig":"AAAA'));
}

test('an entry with a wrong signature counts for nothing, and takes nothing from the others', async () => {
  const [byAlice, byBob] = accepts() as [Uint8Array, Uint8Array];
  paper.sign('reviews', [byAlice, forged(byBob)], noon);
  expect(await world.cli('gate')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('1 of 2 parties'),
  });
  paper.sign('reviews', [byAlice, forged(byBob), byBob], noon);
  expect((await world.cli('gate')).code).toBe(0);
});

test('a forged flag turns nothing red', async () => {
  paper.sign('reviews', accepts(), noon);
  paper.sign('trust', [forged(flag(alice, next, noon).entry), new TextEncoder().encode('no JSON')], noon);
  expect((await world.cli('gate')).code).toBe(0);
});

test('a review in the trust log and a flag in the reviews log count for nothing', async () => {
  paper.sign('trust', accepts(), noon);
  paper.sign('reviews', [flag(alice, next, noon).entry], noon);
  expect(await world.cli('gate')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('0 of 2 parties'),
  });
});

test('entries that do not give the signed root leave nothing to judge by', async () => {
  paper.sign('reviews', accepts(), noon);
  paper.sign('trust', [flag(alice, next, noon).entry], noon);
  paper.serve('trust', [flag(alice, old, noon).entry]);
  const ran = await world.cli('gate');
  expect(ran.code).toBe(4);
  expect(ran.stdout).toContain('its entries do not give the root that it signed');
});

test('a node that signs for a flag and withholds it leaves nothing to judge by, though the last log was fine', async () => {
  paper.sign('reviews', accepts(), noon);
  expect((await world.cli('gate')).code).toBe(0);
  paper.sign('trust', [flag(alice, next, noon).entry], noon);
  paper.serve('trust', []);
  const ran = await world.cli('gate');
  expect(ran.code).toBe(4);
  expect(ran.stdout).toContain('are not to be had');
});

test('two roots for one size: the key is refused, for good, online and offline', async () => {
  paper.sign('reviews', accepts(), noon);
  paper.sign('trust', [flag(bob, old, noon, { severity: 'vulnerable' }).entry], noon);
  expect((await world.cli('gate')).code).toBe(0);

  paper.sign('trust', [flag(alice, next, noon).entry], noon);
  const forked = await world.cli('gate');
  expect(forked.code).toBe(4);
  expect(forked.stdout).toContain('signed two histories for size 1: it is refused for good');

  paper.sign('trust', [flag(bob, old, noon, { severity: 'vulnerable' }).entry], noon + hour);
  expect(await world.cli('gate')).toMatchObject({ code: 4 });
  expect(await world.cli('gate', '--offline')).toMatchObject({ code: 4 });
  expect(await world.cli('sync')).toMatchObject({
    code: 4,
    stdout: expect.stringContaining('[log-refused]'),
  });
});

test('an older checkpoint of another history is a fork too', async () => {
  paper.sign('reviews', accepts(), noon);
  const harmless = flag(bob, old, noon, { severity: 'vulnerable' }).entry;
  paper.sign('trust', [harmless, flag(bob, old, noon, { severity: 'unmaintained' }).entry], noon);
  expect((await world.cli('gate')).code).toBe(0);
  paper.sign('trust', [flag(alice, next, noon).entry], noon);
  expect(await world.cli('gate')).toMatchObject({
    code: 4,
    stdout: expect.stringContaining('refused for good'),
  });
});

test('a log that forgets what it showed earlier is judged by what was seen', async () => {
  paper.sign('reviews', accepts(), noon);
  const red = flag(alice, next, noon).entry;
  paper.sign('trust', [red], noon);
  expect((await world.cli('gate')).code).toBe(3);
  paper.sign('trust', [], noon + hour);
  const ran = await world.cli('gate');
  expect(ran.code).toBe(3);
  expect(ran.stderr).toContain('local shows an older trust log than it did before');
});

test('a checkpoint signed by another key leaves nothing to judge by', async () => {
  const other = await startPaperNode(noon, 110);
  world.also(() => other.close());
  expect((await world.cli('gate')).code).toBe(1);
  paper.show('trust', other.show('trust', ''));
  expect(await world.cli('gate')).toMatchObject({ code: 4 });
});

test('no witness stamp, or one from the future, is no freshness', async () => {
  paper.sign('reviews', accepts(), noon);
  paper.sign('trust', [], noon + 10 * day);
  const future = await world.cli('gate');
  expect(future.code).toBe(4);
  expect(future.stdout).toContain('no checkpoint that enough pinned witnesses cosigned');
  const note = paper.show('trust', '');
  paper.show('trust', `${note.trimEnd().split('\n').slice(0, -1).join('\n')}\n`);
  expect((await world.cli('gate')).code).toBe(4);
});

test('a node that is down: judged by what was synced while that is fresh, then not at all', async () => {
  paper.sign('reviews', accepts(), noon);
  expect((await world.cli('gate')).code).toBe(0);
  paper.fail(500);
  world.clock.now = noon + 23 * hour;
  const down = await world.cli('gate');
  expect(down.code).toBe(0);
  expect(down.stderr).toContain('answers 500');
  world.clock.now = noon + 25 * hour;
  const stale = await world.cli('gate');
  expect(stale.code).toBe(4);
  expect(stale.stdout).toContain('last seen by its witnesses 25 h ago');
  expect(stale.stdout).toContain('countersign sync');
});
