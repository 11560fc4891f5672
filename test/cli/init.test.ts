import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { parseBaseline } from '@countersign/shared/policy/baseline.ts';
import { parsePolicy } from '@countersign/shared/policy/policy.ts';
import { entryOf, lockfileOf, manifestFor } from '../world/lockfile.ts';
import type { Release } from '../world/statements.ts';
import { alice, bob, makeWorld, type World } from '../world/world.ts';

let world: World;
let socks: Release;
beforeEach(async () => {
  world = await makeWorld();
  socks = world.publish({ name: 'socks', version: '2.8.3' });
  await world.lock(socks);
});

const init = (...more: string[]) =>
  world.cli('init', '--node', world.node.url, '--anchor', `${alice.id}=alice`, '--yes', ...more);
const file = (name: string) => readFile(join(world.folder, name), 'utf8');

test("the gate is green right after init on today's lockfile", async () => {
  expect((await init()).code).toBe(0);
  const ran = await world.cli('gate');
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('1 allowed') });
});

test('an only anchor is final; of two, none is', async () => {
  await init();
  expect(parsePolicy(await file('countersign.jsonc')).anchors).toMatchObject([
    { name: 'alice', final: true },
  ]);
  const other = await makeWorld();
  await other.lock(other.publish({ name: 'socks', version: '2.8.3' }));
  await other.cli(
    'init',
    '--node',
    other.node.url,
    '--anchor',
    `${alice.id}=a`,
    '--anchor',
    `${bob.id}=b`,
    '--yes',
  );
  const policy = parsePolicy(await readFile(join(other.folder, 'countersign.jsonc'), 'utf8'));
  expect(policy.anchors.map(({ final }) => final)).toEqual([false, false]);
});

test('it writes out κ, quorums and freshness plainly', async () => {
  await init();
  const policy = parsePolicy(await file('countersign.jsonc'));
  expect(policy.rules.map(({ demands }) => demands)).toEqual([
    [{ criterion: 'safe-to-run', kappa: 2, thoroughness: 'low' }],
  ]);
  expect(policy.logs).toMatchObject({ quorum: 1, witnessQuorum: 1, freshness: 86_400, grace: 259_200 });
});

test('with three nodes two have to be fresh', async () => {
  const more = [await world.startNode(), await world.startNode()];
  await init(...more.flatMap(({ url }) => ['--node', url]));
  expect(parsePolicy(await file('countersign.jsonc')).logs).toMatchObject({ quorum: 2, witnessQuorum: 1 });
  expect((await world.cli('gate')).code).toBe(0);
  await more[0]!.close();
  expect((await world.cli('gate')).code).toBe(0);
});

test('what is not pinned is waived for 90 days by its exact lockfile entry, and the gate is green', async () => {
  const weak = { ...entryOf(socks), integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' };
  await world.write({ 'package-lock.json': lockfileOf({ socks: '^2.8.3' }, { 'node_modules/socks': weak }) });
  const ran = await init();
  expect(ran.stderr).toContain('1 are not pinned by a sha256 or sha512; waived for 90 days');
  const policy = parsePolicy(await file('countersign.jsonc'));
  expect(policy.waivers).toMatchObject([
    {
      entry: { lockfile: 'package-lock.json', key: 'node_modules/socks', integrity: weak.integrity },
      findings: ['unpinned'],
      expires: '2027-02-20',
    },
  ]);
  expect(await world.cli('gate')).toMatchObject({ code: 0, stdout: expect.stringContaining('1 waived') });
});

test('an entry changed in any way is no longer the one that was waived', async () => {
  const weak = { ...entryOf(socks), integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' };
  await world.write({ 'package-lock.json': lockfileOf({ socks: '^2.8.3' }, { 'node_modules/socks': weak }) });
  await init();
  const other = { ...weak, integrity: 'sha1-vlWAYkK/YBwk2jmj7l5rSw0yVb8=' };
  await world.write({
    'package-lock.json': lockfileOf({ socks: '^2.8.3' }, { 'node_modules/socks': other }),
  });
  expect((await world.cli('gate')).code).toBe(1);
});

test('it never replaces a policy', async () => {
  await init();
  const before = await file('countersign.jsonc');
  expect(await init('--anchor', bob.id)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('there already'),
  });
  expect(await file('countersign.jsonc')).toBe(before);
});

test('without a terminal and without --yes it writes nothing', async () => {
  const ran = await world.cli('init', '--node', world.node.url);
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
  await expect(file('countersign.jsonc')).rejects.toThrow('ENOENT');
});

test('--quiet hides nothing that is consented to', async () => {
  const { stderr } = await init('--quiet');
  expect(stderr).toContain(world.node.url);
  expect(stderr).toContain(alice.id);
  expect(stderr).toContain('1 release');
});

test.each([
  ['no node named', ['init', '--yes'], '--node'],
  [
    'a key that is none',
    ['init', '--node', 'URL', '--anchor', 'ed25519:AAAA', '--yes'],
    '--anchor "ed25519:AAAA"',
  ],
  ['a host without a scheme', ['init', '--node', 'localhost:4831', '--yes'], '--node localhost:4831: '],
  ['what is no node', ['init', '--node', 'REGISTRY', '--yes'], 'node-unreachable'],
])('%s is said and changes nothing', async (_name, args, says) => {
  const urls: Record<string, string> = { URL: world.node.url, REGISTRY: world.registry.url };
  const ran = await world.cli(...args.map((arg) => urls[arg] ?? arg));
  expect(ran.code).not.toBe(0);
  expect(ran.stderr).toContain(says);
  await expect(file('countersign.jsonc')).rejects.toThrow('ENOENT');
});

test('what no lockfile pins and what contradicts itself stays red, and is said', async () => {
  const both = `${socks.integrity} ${world.publish({ name: 'ip', version: '1.0.0' }).integrity}`;
  const entry = entryOf(socks, { integrity: both });
  await world.write({
    'package-lock.json': lockfileOf({ socks: '^2.8.3' }, { 'node_modules/socks': entry }),
  });
  const ran = await init();
  expect(ran.stderr).toContain('stays red');
  expect((await world.cli('gate')).code).toBe(4);
});

test('workspaces and links of the project are no releases', async () => {
  const tool = { name: 'tool', version: '1.0.0', dependencies: { socks: '^2.8.3' } };
  await world.write({
    'package.json': manifestFor([], { workspaces: ['tool'] }),
    'tool/package.json': JSON.stringify(tool),
    'package-lock.json': JSON.stringify({
      name: 'app',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: {
        '': { name: 'app', version: '1.0.0', workspaces: ['tool'] },
        'node_modules/socks': entryOf(socks),
        'node_modules/tool': { resolved: 'tool', link: true },
        tool: { version: '1.0.0', dependencies: { socks: '^2.8.3' } },
      },
    }),
  });
  expect((await init()).code).toBe(0);
  expect(
    parseBaseline(await file('countersign.baseline.json')).entries.map(({ release }) => release),
  ).toEqual(['pkg:npm/socks@2.8.3']);
  expect((await world.cli('gate')).code).toBe(0);
});

test('with no anchor it says how to become one', async () => {
  const ran = await world.cli('init', '--node', world.node.url, '--yes');
  expect(ran.stderr).toContain('countersign key new --name me');
});

test('without a lockfile it does not advise what only the gate takes', async () => {
  await rm(join(world.folder, 'package-lock.json'));
  const ran = await init();
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('npm install writes one') });
  expect(ran.stderr).not.toContain('countersign gate');
});
