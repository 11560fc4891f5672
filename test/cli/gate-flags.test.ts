import { beforeEach, expect, test } from 'vitest';
import { flag, profile, retraction, review, vouch, type Release } from '../world/statements.ts';
import type { WorldNode } from '../world/node.ts';
import { alice, bob, carol, hour, makeWorld, mallory, noon, type World } from '../world/world.ts';

let world: World;
let first: Release;
let second: Release;
let third: Release;
beforeEach(async () => {
  world = await makeWorld();
  const releases = ['1.0.0', '1.0.1', '1.0.2'].map((version) =>
    world.publish({ name: 'socks', version, files: { 'index.js': `'${version}';\n` } }),
  );
  [first, second, third] = releases as [Release, Release, Release];
  await world.lock(first);
  await world.adopt([first]);
});

test('an anchor’s flag blocks what the baseline exempts, and its retraction lets it pass again', async () => {
  expect((await world.cli('gate')).code).toBe(0);
  const red = flag(alice, first, noon, { evidence: [{ path: 'lib/i.js', lines: [14, 20] }] });
  await world.node.log(red);
  const blocked = await world.cli('gate');
  expect(blocked.code).toBe(3);
  expect(blocked.stdout).toMatch(
    /BLOCKED {7}socks 1\.0\.0 {2}flagged malicious.*: reads keys \(lib\/i\.js:14\)/,
  );
  await world.node.log(retraction(bob, red.id, noon));
  expect((await world.cli('gate')).code).toBe(3);
  await world.node.log(retraction(alice, red.id, noon));
  expect((await world.cli('gate')).code).toBe(0);
});

test('a stranger’s flag is ignored', async () => {
  await world.node.log(flag(mallory, first, noon));
  expect(await world.cli('gate')).toMatchObject({ code: 0, stdout: expect.stringContaining('1 allowed') });
});

test('a flag by a signer whom an anchor vouches for quarantines', async () => {
  await world.node.log(vouch(alice, carol.id, noon), flag(carol, first, noon));
  const ran = await world.cli('gate');
  expect(ran).toMatchObject({ code: 3, stdout: expect.stringContaining('QUARANTINED   socks 1.0.0') });
});

test('a flag by a signer whom only a reviewer vouches for is ignored', async () => {
  await world.node.log(
    vouch(alice, carol.id, noon),
    vouch(carol, mallory.id, noon),
    flag(mallory, first, noon),
  );
  expect((await world.cli('gate')).code).toBe(0);
  await world.node.log(vouch(alice, carol.id, noon, 'delegate'));
  expect((await world.cli('gate')).code).toBe(3);
});

test('suspicious by an anchor quarantines; vulnerable only warns', async () => {
  await world.node.log(flag(alice, first, noon, { severity: 'vulnerable', summary: 'weak cipher' }));
  const warned = await world.cli('gate');
  expect(warned).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('flagged vulnerable: weak cipher'),
  });
  await world.node.log(flag(alice, first, noon, { severity: 'suspicious' }));
  expect(await world.cli('gate')).toMatchObject({ code: 3, stdout: expect.stringContaining('QUARANTINED') });
});

test('a flag in the middle of a chain of changes cuts the chain', async () => {
  await world.lock(third);
  for (const key of [alice, bob]) {
    await world.node.log(
      review(key, second, noon, { base: first }),
      review(key, third, noon, { base: second }),
    );
  }
  expect((await world.cli('gate')).code).toBe(0);
  const red = flag(alice, second, noon);
  await world.node.log(red);
  expect(await world.cli('gate')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('0 of 2 parties'),
  });
  await world.node.log(retraction(alice, red.id, noon));
  expect((await world.cli('gate')).code).toBe(0);
});

test('who flags an artifact no longer accepts it', async () => {
  await world.lock(second);
  await world.node.log(...[alice, bob].map((key) => review(key, second, noon, { base: first })));
  await world.node.log(vouch(alice, carol.id, noon), flag(bob, second, noon, { severity: 'suspicious' }));
  const { releases } = JSON.parse((await world.cli('gate', '--json')).stdout);
  expect(releases[0].demands[0]).toMatchObject({ measured: 1, met: false });
});

test('reviews that count for less than the rule asks: too shallow, another criterion, another base', async () => {
  await world.lock(second);
  await world.node.log(review(alice, second, noon, { base: first }));
  const short: Parameters<typeof review>[3][] = [
    { base: first, thoroughness: 'none' },
    { base: first, criteria: ['safe-for-anonymity'] },
    { base: third },
  ];
  for (const wish of short) {
    await world.node.log(review(bob, second, noon, wish));
    expect(await world.cli('gate')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('1 of 2 parties'),
    });
  }
  await world.node.log(review(bob, second, noon, { base: first, criteria: ['safe-to-deploy'] }));
  expect((await world.cli('gate')).code).toBe(0);
});

test('one anchor that signs twice is one party, and one that is final is enough', async () => {
  await world.lock(second);
  await world.node.log(review(alice, second, noon, { base: first }), review(alice, second, noon));
  expect((await world.cli('gate')).code).toBe(1);
  await world.adopt([first], { anchors: [{ signer: alice.id, name: 'alice' }] });
  expect((await world.cli('gate')).code).toBe(0);
});

// Nodes do not cosign each other's logs: each log has its own node's stamp alone.
const twoWitnesses = (text: string) => text.replace('"witnessQuorum": 1', '"witnessQuorum": 2');

test('one fresh node is no quorum of two', async () => {
  const nodes = [world.node, await world.startNode(), await world.startNode()];
  await world.adopt([first], { nodes });
  expect((await world.cli('gate')).code).toBe(0);
  world.clock.now += 30 * hour;
  for (const [at, code] of [4, 0].entries()) {
    const node = nodes[at] as WorldNode;
    node.clock.now = world.clock.now;
    await node.recosign();
    const ran = await world.cli('gate');
    expect(ran.code).toBe(code);
    if (code === 4)
      expect(ran.stdout).toContain('1 of 3 pinned trust logs are complete and at most 24 h old');
  }
});

test('a witness quorum of two is not met by one witness’s stamp', async () => {
  const nodes = [world.node, await world.startNode(), await world.startNode()];
  await world.adopt([first], { nodes, edit: twoWitnesses });
  const ran = await world.cli('gate');
  expect(ran).toMatchObject({
    code: 4,
    stdout: expect.stringContaining('no checkpoint that enough pinned witnesses'),
  });
});

test('a flag at one of three nodes is enough: the union counts', async () => {
  const last = await world.startNode();
  await world.adopt([first], { nodes: [world.node, await world.startNode(), last] });
  expect((await world.cli('gate')).code).toBe(0);
  await last.log(flag(alice, first, noon));
  expect((await world.cli('gate')).code).toBe(3);
});

test('a signer shows by the policy’s name, or by its own claim marked as such, never without a fingerprint', async () => {
  await world.node.log(
    vouch(alice, carol.id, noon),
    profile(carol, 'alice', noon),
    flag(carol, first, noon),
    flag(alice, first, noon),
  );
  const ran = await world.cli('why', 'socks@1.0.0');
  expect(ran.code).toBe(3);
  expect(ran.stdout).toMatch(/by alice \([a-z0-9-]{19}\): malicious/);
  expect(ran.stdout).toMatch(/by unverified "alice" \([a-z0-9-]{19}\): malicious/);
});
