import { beforeEach, expect, test } from 'vitest';
import type { Waiver } from '@countersign/shared/policy/waiver-shape.ts';
import { entryOf, lockfileOf } from '../world/lockfile.ts';
import { flag, purlOf, type Release } from '../world/statements.ts';
import { alice, bob, day, makeWorld, noon, type World } from '../world/world.ts';

let world: World;
let old: Release;
let next: Release;
beforeEach(async () => {
  world = await makeWorld();
  old = world.publish({ name: 'socks', version: '2.8.3' });
  next = world.publish({ name: 'socks', version: '2.8.4', files: { 'index.js': '1;\n' } });
  await world.lock(next);
});

const waiverFor = (release: Release, findings: readonly string[]) =>
  ({
    release: purlOf(release),
    digest: `sha512:${release.digest.sha512}`,
    findings,
    owner: 'carol',
    reason: 'replaced next sprint',
    expires: '2026-12-01',
  }) as Waiver;

test('a live waiver lets its artifact pass, by its last day, and not after it', async () => {
  await world.adopt([old], { waivers: [waiverFor(next, ['demand-unmet'])] });
  const ran = await world.cli('gate');
  expect(ran.code).toBe(0);
  expect(ran.stdout).toContain('WAIVED        socks 2.8.4  until 2026-12-01 by carol: replaced next sprint');
  world.clock.now = Date.parse('2026-12-01T23:59:00Z');
  world.node.clock.now = world.clock.now;
  await world.node.recosign();
  expect((await world.cli('gate')).code).toBe(0);
  world.clock.now += day;
  world.node.clock.now = world.clock.now;
  await world.node.recosign();
  expect((await world.cli('gate')).code).toBe(1);
});

test('a new finding voids a waiver', async () => {
  const red = flag(alice, next, noon);
  await world.adopt([old], { waivers: [waiverFor(next, ['demand-unmet'])] });
  expect((await world.cli('gate')).code).toBe(0);
  await world.node.log(red);
  expect(await world.cli('gate')).toMatchObject({ code: 3, stdout: expect.stringContaining('BLOCKED') });
  await world.adopt([old], { waivers: [waiverFor(next, ['demand-unmet', `flag-malicious:${red.id}`])] });
  expect((await world.cli('gate')).code).toBe(0);
  await world.node.log(flag(bob, next, noon, { summary: 'me too' }));
  expect((await world.cli('gate')).code).toBe(3);
});

test('a waiver for one artifact is none for another of the same version', async () => {
  const evil = world.publish({ name: 'socks', version: '2.8.4', files: { 'index.js': 'evil;\n' } });
  await world.adopt([old], { waivers: [waiverFor(next, ['demand-unmet'])] });
  await world.lock(evil);
  expect((await world.cli('gate')).code).toBe(1);
});

test('a stale log is waived by nothing', async () => {
  await world.adopt([old], { waivers: [waiverFor(next, ['demand-unmet'])] });
  expect((await world.cli('gate')).code).toBe(0);
  world.clock.now += 2 * day;
  expect((await world.cli('gate')).code).toBe(4);
});

test('what the lockfile does not pin is waived by its exact entry, and void once that changes', async () => {
  const write = (fields: Record<string, unknown>) =>
    world.write({
      'package-lock.json': lockfileOf({ socks: '^2.8.4' }, { 'node_modules/socks': entryOf(next, fields) }),
    });
  await write({ integrity: undefined });
  await world.adopt([old]);
  expect((await world.cli('gate')).code).toBe(1);
  const added = await world.cli(
    'waive',
    'socks@2.8.4',
    '--yes',
    '--owner',
    'carol',
    '--reason',
    'soon',
    '--expires',
    '2026-12-01',
  );
  expect(added).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('waives unpinned of pkg:npm/socks@2.8.4'),
  });
  expect((await world.cli('gate')).code).toBe(0);
  await write({ integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' });
  expect((await world.cli('gate')).code).toBe(1);
});

test('waive without --yes and without a terminal changes nothing and names the flag', async () => {
  await world.adopt([old]);
  const ran = await world.cli(
    'waive',
    'socks@2.8.4',
    '--owner',
    'carol',
    '--reason',
    'soon',
    '--expires',
    '2026-12-01',
  );
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
  expect((await world.cli('gate')).code).toBe(1);
});
