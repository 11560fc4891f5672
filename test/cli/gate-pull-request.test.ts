import { readFile, symlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { formatBaseline } from '@countersign/shared/policy/baseline.ts';
import { commitBase, commitHead } from '../world/git.ts';
import { lockfileFor, manifestFor } from '../world/lockfile.ts';
import { flag, purlOf, review, type Release } from '../world/statements.ts';
import { alice, bob, day, hour, makeWorld, mallory, type World } from '../world/world.ts';

/** The change must not bring its own judge: `gate --base main` on a branch that edits what judges it. */

let world: World;
let old: Release;
let next: Release;
beforeEach(async () => {
  world = await makeWorld();
  old = world.publish({ name: 'socks', version: '2.8.3' });
  next = world.publish({ name: 'socks', version: '2.8.4', files: { 'index.js': '1;\n' } });
  await world.lock(old);
  await world.adopt([old]);
  commitBase(world);
});

const readPolicy = () => readFile(join(world.folder, 'countersign.jsonc'), 'utf8');
const baselineOf = (...releases: Release[]) =>
  formatBaseline({ entries: releases.map((release) => ({ release: purlOf(release), ...release.digest })) });

test('an update alone is judged by the base, and passes once it was reviewed', async () => {
  await world.lock(next);
  commitHead(world);
  expect(await world.cli('gate', '--base', 'main')).toMatchObject({ code: 1 });
  await world.node.log(...[alice, bob].map((key) => review(key, next, world.clock.now, { base: old })));
  const ran = await world.cli('gate', '--base', 'main');
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('judged by main') });
});

test('a baseline that exempts the very update is not read, and is a finding', async () => {
  await world.lock(next);
  await world.write({ 'countersign.baseline.json': baselineOf(old, next) });
  commitHead(world);
  const ran = await world.cli('gate', '--base', 'main');
  expect(ran.code).toBe(1);
  expect(ran.stdout).toMatch(
    /This change edits its own judge[^]*countersign\.baseline\.json:\d+ {2}.*2\.8\.4[^]*INSUFFICIENT[^]*INSUFFICIENT {2}socks .*2\.8\.4/,
  );
});

test('an anchor of one’s own beside a reviewed update is a finding, listed before everything else', async () => {
  await world.node.log(...[alice, bob].map((key) => review(key, next, world.clock.now, { base: old })));
  await world.lock(next);
  const policy = await readPolicy();
  await world.write({
    'countersign.jsonc': policy.replace(alice.id, mallory.id).replace('"alice"', '"mallory"'),
  });
  commitHead(world);
  const ran = await world.cli('gate', '--base', 'main');
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain(`adds the anchor mallory (${mallory.id})`);
  expect(ran.stdout).toContain('beside an update; split it in two');
  expect(ran.stdout).toContain('1 allowed');
  const { edits, findings } = JSON.parse((await world.cli('gate', '--base', 'main', '--json')).stdout);
  expect(edits).toHaveLength(2);
  expect(findings).toEqual([expect.objectContaining({ code: 'policy-edit' })]);
});

test('a waiver that comes with the update is not read, and is a finding', async () => {
  await world.lock(next);
  await world.adopt([old], {
    waivers: [
      {
        release: purlOf(next),
        digest: `sha512:${next.digest.sha512}`,
        findings: ['demand-unmet'],
        owner: 'mallory',
        reason: 'trust me',
        expires: '2026-12-01',
      },
    ],
  });
  commitHead(world);
  const ran = await world.cli('gate', '--base', 'main');
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('adds a waiver for pkg:npm/socks@2.8.4');
  expect(ran.stdout).not.toContain('WAIVED');
  expect((await world.cli('gate')).code).toBe(0);
});

test('an .npmrc beside the update is a finding', async () => {
  await world.lock(next);
  await world.node.log(...[alice, bob].map((key) => review(key, next, world.clock.now, { base: old })));
  await world.write({ '.npmrc': 'registry=https://evil.example/\n' });
  commitHead(world);
  const ran = await world.cli('gate', '--base', 'main');
  expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('.npmrc:1') });
});

test('a policy edited without an update is listed only', async () => {
  const policy = await readPolicy();
  await world.write({ 'countersign.jsonc': policy.replace('"kappa": 2', '"kappa": 1') });
  commitHead(world);
  const ran = await world.cli('gate', '--base', 'main');
  expect(ran.code).toBe(0);
  expect(ran.stdout).toContain('This change edits its own judge (takes effect after merge)');
  expect(ran.stdout).toContain('removes the rule');
});

test('edits: "list" in the base lets both come together; in the head alone it does not', async () => {
  const listing = (await readPolicy()).replace('"version": 1,', '"version": 1,\n  "edits": "list",');
  await world.node.log(...[alice, bob].map((key) => review(key, next, world.clock.now, { base: old })));
  await world.lock(next);
  await world.write({ 'countersign.jsonc': listing });
  commitHead(world);
  expect((await world.cli('gate', '--base', 'main')).code).toBe(1);
  const ran = await world.cli('gate', '--base', 'update');
  expect(ran.code).toBe(0);
  await world.write({
    'countersign.baseline.json': baselineOf(next),
    'package.json': manifestFor([next], { private: true }),
  });
  const listed = await world.cli('gate', '--base', 'update');
  expect(listed.code).toBe(0);
  expect(listed.stdout).toContain('countersign.baseline.json');
});

test('a nearer policy that the change adds in a subfolder does not judge it', async () => {
  await world.write({
    'web/package.json': manifestFor([next]),
    'web/package-lock.json': lockfileFor([next]),
    'web/countersign.jsonc': (await readPolicy()).replace('"kappa": 2', '"kappa": 1'),
    'web/countersign.baseline.json': baselineOf(next),
  });
  commitHead(world);
  const ran = await world.cli('gate', '--base', 'main', 'web/package-lock.json');
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('web/countersign.jsonc:1  adds a policy');
  expect(ran.stdout).toContain('INSUFFICIENT  socks');
});

test('a base without a policy is usage: the base has to bring its own judge', async () => {
  await rm(join(world.folder, 'countersign.jsonc'));
  commitHead(world);
  await world.adopt([old]);
  const ran = await world.cli('gate', '--base', 'update');
  expect(ran).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('the base has to bring its own judge'),
  });
});

test('a base that is no revision, or looks like an option, is usage', async () => {
  for (const base of ['nowhere', '--all', 'main:countersign.jsonc', '']) {
    expect(await world.cli('gate', `--base=${base}`)).toMatchObject({ code: 2, stdout: '' });
  }
});

test('a policy turned into a link is an edit of the judge', async () => {
  await world.lock(next);
  await rm(join(world.folder, 'countersign.jsonc'));
  await symlink('countersign.baseline.json', join(world.folder, 'countersign.jsonc'));
  commitHead(world);
  const ran = await world.cli('gate', '--base', 'main');
  expect(ran).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('countersign.jsonc:1  changes the policy'),
  });
  expect((await world.cli('gate')).code).toBe(2);
});

test('within grace a stale log judges what the base has, and nothing new', async () => {
  const added = world.publish({ name: 'added', version: '1.0.0' });
  expect((await world.cli('gate', '--base', 'main')).code).toBe(0);
  world.clock.now += 2 * day;
  const graced = await world.cli('gate', '--base', 'main', '--json');
  expect(graced.code).toBe(0);
  expect(JSON.parse(graced.stdout).releases[0].warnings).toEqual([
    expect.objectContaining({ code: 'stale-log' }),
  ]);
  expect((await world.cli('gate')).code).toBe(4);
  await world.lock(old, added);
  expect((await world.cli('gate', '--base', 'main')).code).toBe(4);
  await world.lock(old);
  world.clock.now += 2 * day + hour;
  expect((await world.cli('gate', '--base', 'main')).code).toBe(4);
});

test('within grace a flag on what the base has still counts', async () => {
  await world.node.log(flag(alice, old, world.clock.now));
  expect((await world.cli('gate', '--base', 'main')).code).toBe(3);
  world.clock.now += 2 * day;
  expect((await world.cli('gate', '--base', 'main')).code).toBe(3);
});
