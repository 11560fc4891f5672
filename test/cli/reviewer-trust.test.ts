import { expect, test } from 'vitest';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { openKnownEntry } from '@countersign/shared/statement/open.ts';
import { profile, review } from '../world/statements.ts';
import { alice, bob, day, makeWorld, type World } from '../world/world.ts';

async function makeKey(world: World, name = 'carol'): Promise<string> {
  const { stdout } = await world.cli('key', 'new', '--name', name, '--no-passphrase');
  return stdout.trim();
}

async function told(world: World, ...args: string[]) {
  const ran = await world.cli(...args, '--node', world.node.url, '--json');
  if (ran.code !== 0) throw new Error(ran.stderr);
  const { id } = JSON.parse(ran.stdout) as { id: string };
  const answer = await fetch(`${world.node.url}/api/statements/${id}`);
  const { entry } = (await answer.json()) as { entry: string };
  return openKnownEntry(toUtf8(entry));
}

test('a vouch names role, labels and a year unless told otherwise', async () => {
  const world = await makeWorld();
  const by = await makeKey(world);
  const labels = ['--label', 'employer:acme', '--label', 'country:is', '--label', 'employer:acme'];
  const statement = await told(world, 'trust', 'vouch', alice.id, '--role', 'delegate', ...labels, '--yes');
  expect(statement).toMatchObject({ kind: 'vouch', by, subject: { name: alice.id } });
  expect(statement.predicate).toEqual({
    by,
    form: 'raw',
    date: '2026-11-22T12:00:00Z',
    role: 'delegate',
    keyClass: 'local',
    labels: ['country:is', 'employer:acme'],
    expires: '2027-11-22T12:00:00Z',
  });
  const short = await told(
    world,
    'trust',
    'vouch',
    bob.id,
    '--role',
    'review',
    '--expires',
    '2026-12-31',
    '--yes',
  );
  expect(short.predicate).toMatchObject({ expires: '2026-12-31T23:59:59Z', labels: [] });
});

test('a vouch that says nothing sensible is refused before a key is touched', async () => {
  const world = await makeWorld();
  const own = await makeKey(world);
  const cases: [string[], string[]][] = [
    [[alice.id, '--role', 'reviewer'], ['none of: review, delegate; did you mean review?']],
    [
      [alice.id, '--role', 'x', '--label', 'Employer:Acme'],
      ['none of: review', 'is not kind:value'],
    ],
    [[alice.id, '--role', 'review', '--expires', 'soon'], ['expected a date such as 2027-02-20']],
    [[alice.id, '--role', 'review', '--expires', '2030-01-01'], ['a year at most']],
    [[own, '--role', 'review'], ['nobody vouches for itself']],
    [['ed25519:AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', '--role', 'review'], ['no sound key']],
    [['carol', '--role', 'review'], ['countersign key show NAME']],
  ];
  for (const [args, said] of cases) {
    const ran = await world.cli('trust', 'vouch', ...args, '--yes', '--node', world.node.url);
    expect([args, ran.code, ran.stdout]).toEqual([args, 2, '']);
    for (const text of said) expect(ran.stderr).toContain(text);
  }
  const silent = await world.cli('trust', 'vouch', alice.id, '--role', 'review', '--node', world.node.url);
  expect(silent).toMatchObject({ code: 2, stdout: '' });
});

test('a retracted review no longer counts at the gate', async () => {
  const world = await makeWorld();
  const old = world.publish({ name: 'socks', version: '1.0.0' });
  const next = world.publish({ name: 'socks', version: '1.0.1' });
  const anchors = [{ name: 'carol', signer: (await makeKey(world)) as never, final: true }];
  await world.lock(next);
  await world.adopt([old], { anchors });
  const levels = ['--criteria', 'safe-to-run', '--thoroughness', 'low', '--understanding', 'low'];
  const ran = await world.cli('review', 'socks@1.0.1', '--accept', '--full', '--yes', ...levels, '--json');
  const { id } = JSON.parse(ran.stdout) as { id: string };
  expect((await world.cli('gate')).code).toBe(0);
  const unasked = await world.cli('retract', id);
  expect(unasked).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--yes') });
  expect((await world.cli('gate')).code).toBe(0);
  const retracted = await world.cli('retract', id, '--yes');
  expect(retracted).toMatchObject({ code: 0 });
  expect(retracted.stderr).toContain('your review of pkg:npm/socks@1.0.1');
  expect((await world.cli('gate')).code).toBe(1);
});

test('a flag is taken back for always, a vouch from now on, or for always with cause', async () => {
  const world = await makeWorld();
  world.publish({ name: 'socks', version: '1.0.0' });
  await makeKey(world);
  const kinds = ['--severity', 'suspicious', '--category', 'other', '--summary', 'odd', '--yes'];
  const red = await told(world, 'flag', 'socks@1.0.0', ...kinds);
  expect(await told(world, 'retract', red.id, '--yes')).toMatchObject({
    kind: 'revocation',
    subject: { name: red.id, digest: { sha256: red.id } },
    predicate: { action: 'retracted', since: 'always' },
  });
  const trusted = await told(world, 'trust', 'vouch', alice.id, '--role', 'review', '--yes');
  world.clock.now += day;
  world.node.clock.now += day;
  expect(await told(world, 'retract', trusted.id, '--yes')).toMatchObject({
    predicate: { since: '2026-11-23T12:00:00Z' },
  });
  expect(await told(world, 'retract', trusted.id, '--cause', '--yes')).toMatchObject({
    predicate: { since: 'always' },
  });
  const refused = await world.cli('retract', red.id, '--cause', '--node', world.node.url);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
});

test('nobody retracts what another signed, what cannot be retracted, or what no node holds', async () => {
  const world = await makeWorld();
  const release = world.publish({ name: 'socks', version: '1.0.0' });
  await makeKey(world);
  const others = review(bob, release, world.clock.now);
  const about = profile(bob, 'Bob', world.clock.now);
  await world.node.log(others, about);
  const cases: [string, number, string][] = [
    [others.id, 2, 'only its signer can retract it'],
    ['f'.repeat(64), 2, '[statement-not-found]'],
    ['f'.repeat(63), 2, '64 lower-case hex digits'],
    [others.id.toUpperCase(), 2, '64 lower-case hex digits'],
  ];
  for (const [id, code, said] of cases) {
    const ran = await world.cli('retract', id, '--node', world.node.url);
    expect([id, ran.code, ran.stdout]).toEqual([id, code, '']);
    expect(ran.stderr).toContain(said);
  }
  const retraction = await told(world, 'trust', 'vouch', alice.id, '--role', 'review', '--yes').then(
    ({ id }) => told(world, 'retract', id, '--yes'),
  );
  const twice = await world.cli('retract', retraction.id, '--node', world.node.url);
  expect(twice).toMatchObject({ code: 2, stdout: '' });
  expect(twice.stderr).toContain('is a revocation');
});

test('of several keys the one that signed retracts, without being named', async () => {
  const world = await makeWorld();
  await makeKey(world, 'carol');
  const dave = await makeKey(world, 'dave');
  const vouched = await told(world, 'trust', 'vouch', alice.id, '--role', 'review', '--yes', '--key', 'dave');
  expect(await told(world, 'retract', vouched.id, '--yes')).toMatchObject({ by: dave });
});
