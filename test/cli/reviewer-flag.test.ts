import { expect, test } from 'vitest';
import { makeTarGz } from '@countersign/shared/artifact/testing/tar-writer.ts';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { sha256Hex } from '@countersign/shared/digest.ts';
import { formatBaseline } from '@countersign/shared/policy/baseline.ts';
import { categories, severities } from '@countersign/shared/statement/flag.ts';
import { openKnownEntry } from '@countersign/shared/statement/open.ts';
import { makeWorld, type World } from '../world/world.ts';

const malicious = [
  '--severity',
  'malicious',
  '--category',
  'exfiltration',
  '--summary',
  'reads ~/.ssh',
  '--yes',
];

async function makeKey(world: World): Promise<string> {
  const { stdout } = await world.cli('key', 'new', '--name', 'alice', '--no-passphrase');
  return stdout.trim();
}

async function flagged(world: World, ...args: string[]) {
  const ran = await world.cli('flag', ...args, '--node', world.node.url, '--json');
  if (ran.code !== 0) throw new Error(ran.stderr);
  const { id } = JSON.parse(ran.stdout) as { id: string };
  const answer = await fetch(`${world.node.url}/api/statements/${id}`);
  const { entry } = (await answer.json()) as { entry: string };
  return { ...openKnownEntry(toUtf8(entry)), stderr: ran.stderr };
}

test('a flag of an anchor turns the gate red at once, with the place to look at', async () => {
  const world = await makeWorld();
  const release = world.publish({ name: 'socks', version: '1.0.0', files: { 'lib/i.js': 'a;\nsteal();\n' } });
  await world.lock(release);
  await world.adopt([release], { anchors: [{ name: 'alice', signer: (await makeKey(world)) as never }] });
  expect((await world.cli('gate')).code).toBe(0);
  const ran = await world.cli('flag', 'socks@1.0.0', ...malicious, '--path', 'lib/i.js', '--line', '2');
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.stdout).toMatch(/^statement [0-9a-f]{64}\nheld {4}local {2}trust log, entry \d+/);
  const gate = await world.cli('gate');
  expect(gate.code).toBe(3);
  expect(gate.stdout).toContain('lib/i.js:2');
});

test('a flag names the artifact and the digest of the file that it points at', async () => {
  const world = await makeWorld();
  const { digest } = world.publish({ name: 'socks', version: '1.0.0', files: { 'i.js': '1;\n2;\n3;\n' } });
  const by = await makeKey(world);
  const statement = await flagged(world, 'socks@1.0.0', ...malicious, '--path', 'i.js', '--line', '2-3');
  expect(statement).toMatchObject({
    kind: 'flag',
    by,
    subject: { name: 'pkg:npm/socks@1.0.0', digest },
    predicate: {
      severity: 'malicious',
      summary: 'reads ~/.ssh',
      evidence: [{ path: 'i.js', lines: [2, 3], sha256: sha256Hex('1;\n2;\n3;\n') }],
    },
  });
  expect(statement.predicate).not.toHaveProperty('range');
});

test('evidence that is not in the release is refused with near names', async () => {
  const world = await makeWorld();
  world.publish({ name: 'socks', version: '1.0.0', files: { 'lib/index.js': '1;\n', 'lib/other.js': '' } });
  await makeKey(world);
  const send = (...args: string[]) =>
    world.cli('flag', 'socks@1.0.0', ...malicious, '--node', world.node.url, ...args);
  expect((await send('--path', 'lib/indx.js')).stderr).toContain('did you mean "lib/index.js"');
  expect((await send('--path', 'index.js')).stderr).toContain('did you mean "lib/index.js"');
  expect((await send('--path', '#')).stderr).toContain(
    'it has "lib/index.js", "lib/other.js", "package.json"',
  );
  const beyond = await send('--path', 'lib/index.js', '--line', '9');
  expect(beyond).toMatchObject({ code: 2, stdout: '' });
  expect(beyond.stderr).toContain('has 1 lines');
});

test('an archive that nobody can unpack can still be flagged', async () => {
  const world = await makeWorld();
  const { digest } = world.publish({
    name: 'socks',
    version: '1.0.0',
    tarball: makeTarGz({ '../x': 'evil' }),
  });
  await makeKey(world);
  const statement = await flagged(world, 'socks@1.0.0', ...malicious, '--path', '../x');
  expect(statement.subject.digest).toEqual(digest);
  expect(statement.predicate).toMatchObject({ evidence: [{ path: '../x' }] });
  expect(statement.stderr).toContain('[archive-path-dots]');
});

test('a release that the registry took down is flagged by the digests of the baseline, else by its version', async () => {
  const world = await makeWorld();
  await makeKey(world);
  const gone = await flagged(world, 'socks@1.0.0', ...malicious);
  expect(gone.subject.name).toBe('pkg:npm/socks');
  expect(gone.predicate).toMatchObject({ range: 'vers:npm/1.0.0' });

  const digest = world.publish({ name: 'other', version: '1.0.0' }).digest;
  await world.adopt([]);
  await world.write({
    'countersign.baseline.json': formatBaseline({ entries: [{ release: 'pkg:npm/socks@1.0.0', ...digest }] }),
  });
  const known = await flagged(world, 'socks@1.0.0', ...malicious);
  expect(known.subject).toEqual({ name: 'pkg:npm/socks@1.0.0', digest });
});

test('where the registry serves other bytes than the lockfile pins, the flag catches both', async () => {
  const world = await makeWorld();
  await makeKey(world);
  const locked = world.publish({ name: 'socks', version: '1.0.0', files: { 'a.js': '1' } });
  await world.lock(locked);
  world.publish({ name: 'socks', version: '1.0.0', files: { 'a.js': '2' } });
  const statement = await flagged(world, 'socks@1.0.0', ...malicious);
  expect(statement.predicate).toMatchObject({ range: 'vers:npm/1.0.0' });
  expect(statement.stderr).toContain('[artifact-mismatch]');
});

test('a registry that does not answer is no reason to flag something else', async () => {
  const world = await makeWorld();
  await makeKey(world);
  world.publish({ name: 'socks', version: '1.0.0' });
  world.registry.misbehave('packument', 'socks', { status: 403 });
  const ran = await world.cli('flag', 'socks@1.0.0', ...malicious, '--node', world.node.url);
  expect(ran).toMatchObject({ code: 4, stdout: '' });
});

test('a flag succeeds only once so many nodes hold it that no gate of this policy can miss it', async () => {
  const world = await makeWorld();
  const release = world.publish({ name: 'socks', version: '1.0.0' });
  const signer = (await makeKey(world)) as never;
  const [second, third] = [await world.startNode(), await world.startNode()];
  await world.adopt([release], { nodes: [world.node, second, third], anchors: [{ name: 'alice', signer }] });
  await third.close();
  const two = await world.cli('flag', 'socks@1.0.0', ...malicious);
  expect(two.code).toBe(0);
  expect(two.stdout.match(/^held/gm)).toHaveLength(2);
  expect(two.stdout).toMatch(/^failed {2}third .*\[node-unreachable\]$/m);
  await second.close();
  const one = await world.cli('flag', 'socks@1.0.0', ...malicious);
  expect(one.code).toBe(4);
  expect(one.stdout).toMatch(/^held {4}local/m);
  expect(one.stderr).toContain('only 1 of 3 nodes took it, and 2 must');
  const json = await world.cli('flag', 'socks@1.0.0', ...malicious, '--json');
  expect(json.code).toBe(4);
  expect(JSON.parse(json.stdout)).toMatchObject({
    version: 1,
    needed: 2,
    nodes: [{ held: true }, { held: false }, {}],
  });
});

test('every --node must hold a flag', async () => {
  const world = await makeWorld();
  world.publish({ name: 'socks', version: '1.0.0' });
  await makeKey(world);
  const second = await world.startNode();
  const args = ['flag', 'socks@1.0.0', ...malicious, '--node', world.node.url, '--node', second.url];
  expect((await world.cli(...args)).code).toBe(0);
  await second.close();
  expect((await world.cli(...args)).code).toBe(4);
});

test('a node under the address of the pinned one, with other keys, does not count', async () => {
  const world = await makeWorld();
  const release = world.publish({ name: 'socks', version: '1.0.0' });
  const signer = (await makeKey(world)) as never;
  const other = await world.startNode();
  const impostor = { ...world.node, url: other.url };
  await world.adopt([release], { nodes: [impostor], anchors: [{ name: 'alice', signer }] });
  const ran = await world.cli('flag', 'socks@1.0.0', ...malicious);
  expect(ran.code).toBe(4);
  expect(ran.stdout).toContain('[receipt-invalid]');
});

test('a signer whose clock is ahead hears it from the node', async () => {
  const world = await makeWorld();
  world.publish({ name: 'socks', version: '1.0.0' });
  await makeKey(world);
  world.clock.now += 3_600_000;
  const ran = await world.cli('flag', 'socks@1.0.0', ...malicious, '--node', world.node.url);
  expect(ran.code).toBe(4);
  expect(ran.stdout).toContain('check the clock');
});

test('nothing is raised without a terminal or --yes', async () => {
  const world = await makeWorld();
  world.publish({ name: 'socks', version: '1.0.0' });
  await makeKey(world);
  const ran = await world.cli('flag', 'socks@1.0.0', ...malicious.slice(0, -1), '--node', world.node.url);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('say it with --yes');
});

test('the help names every severity and category', async () => {
  const world = await makeWorld();
  const { stdout, code } = await world.cli('help', 'flag');
  expect(code).toBe(0);
  for (const word of [...severities, ...categories]) expect(stdout).toContain(word);
});
