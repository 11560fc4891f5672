import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { parseBaseline } from '@countersign/shared/policy/baseline.ts';
import { parsePolicy } from '@countersign/shared/policy/policy.ts';
import { flag, review, type Release } from '../world/statements.ts';
import { alice, bob, makeWorld, noon, type World } from '../world/world.ts';

let world: World;
let old: Release;
let next: Release;
beforeEach(async () => {
  world = await makeWorld();
  old = world.publish({ name: 'socks', version: '2.8.3' });
  next = world.publish({ name: 'socks', version: '2.8.4', files: { 'index.js': '1;\n' } });
  await world.adopt([old]);
  await world.lock(next);
});

const file = (name: string) => readFile(join(world.folder, name), 'utf8');
const baseline = async () =>
  parseBaseline(await file('countersign.baseline.json')).entries.map(({ release }) => release);
const waive = (...more: string[]) =>
  world.cli(
    'waive',
    'socks@2.8.4',
    '--owner',
    'carol',
    '--reason',
    'next sprint',
    '--expires',
    '2026-12-01',
    ...more,
  );

test('a waiver of what the gate finds turns it green, and keeps every comment', async () => {
  const comments = (await file('countersign.jsonc'))
    .split('\n')
    .filter((line) => line.trim().startsWith('//'));
  expect((await world.cli('gate')).code).toBe(1);
  expect((await waive('--yes')).code).toBe(0);
  expect((await world.cli('gate')).code).toBe(0);
  const after = await file('countersign.jsonc');
  for (const comment of comments) expect(after).toContain(comment);
  expect(parsePolicy(after).waivers).toMatchObject([
    { release: 'pkg:npm/socks@2.8.4', findings: ['demand-unmet'], owner: 'carol', expires: '2026-12-01' },
  ]);
});

test('a waived flag is named, so one more flag turns the gate red again', async () => {
  await world.node.log(flag(alice, next, noon));
  expect((await waive('--yes')).code).toBe(0);
  expect((await world.cli('gate')).code).toBe(0);
  await world.node.log(flag(bob, next, noon));
  expect((await world.cli('gate')).code).toBe(3);
});

test('--quiet hides nothing that is consented to', async () => {
  expect((await waive('--yes', '--quiet')).stderr).toContain('waives demand-unmet of pkg:npm/socks@2.8.4');
  const added = await world.cli('baseline', 'add', 'socks@2.8.4', '--yes', '--quiet');
  expect(added.stderr).toContain('exempts pkg:npm/socks@2.8.4');
  const pruned = await world.cli('baseline', 'prune', '--yes', '--quiet');
  expect(pruned.stderr).toContain('drops socks 2.8.3');
});

test.each([
  ['without --yes and without a terminal', ['waive', 'socks@2.8.4'], '--yes'],
  [
    'of a release that passes',
    ['waive', 'socks@2.8.3'],
    'not locked in package-lock.json; locked here: socks@2.8.4',
  ],
  ['of what is no release', ['waive', 'socks'], 'names no version'],
])('a waiver %s changes no file', async (_name, args, says) => {
  const before = await file('countersign.jsonc');
  const ran = await world.cli(...args, '--owner', 'c', '--reason', 'r', '--expires', '2026-12-01');
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
  expect(await file('countersign.jsonc')).toBe(before);
});

test('a waiver of the past is refused, and undecidable cannot be waived', async () => {
  const past = await world.cli(
    'waive',
    'socks@2.8.4',
    '--owner',
    'c',
    '--reason',
    'r',
    '--expires',
    '2026-11-21',
    '--yes',
  );
  expect(past).toMatchObject({ code: 2, stderr: expect.stringContaining('past') });
  world.clock.now += 48 * 3_600_000;
  expect(await waive('--yes')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('cannot be waived'),
  });
});

test('all that is wrong with a waiver is said before anything is judged', async () => {
  const args = ['--owner', ' ', '--reason', 'a\u200bb', '--yes', '--expires'];
  for (const day of ['tomorrow', '2026-13-01', '2027-02-29']) {
    const ran = await world.cli('waive', 'socks@2.8.4', ...args, day, '--policy', 'nope.jsonc');
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(
      /--reason: expected one line[^]*--owner: expected one line[^]*--expires: found/,
    );
    expect(ran.stderr).not.toContain('waives');
  }
});

test('a policy of another name is the one that is written and named', async () => {
  const text = await file('countersign.jsonc');
  await world.write({
    'ci/strict.jsonc': text,
    'ci/countersign.baseline.json': await file('countersign.baseline.json'),
  });
  const strict = ['--policy', 'ci/strict.jsonc', '--yes'];
  const waived = await waive(...strict);
  expect(waived).toMatchObject({ code: 0, stdout: 'added to ci/strict.jsonc; commit it\n' });
  expect(await file('countersign.jsonc')).toBe(text);
  const added = await world.cli('baseline', 'add', 'socks@2.8.4', ...strict);
  expect(added).toMatchObject({ code: 0, stdout: 'added to ci/countersign.baseline.json; commit it\n' });
  await world.write({ 'ci/strict.jsonc': text.replace('"kappa": 2', '"kappa": 9') });
  const broken = await world.cli('gate', '--policy', 'ci/strict.jsonc');
  expect(broken.stderr).toMatch(/ci\/strict\.jsonc has one mistake:.*\n {2}ci\/strict\.jsonc:\d+:/);
});

test('what is not locked is said with the lockfile, and where to see what is', async () => {
  const ran = await world.cli('why', 'nope@1.0.0');
  expect(ran.stderr).toContain(
    'nope@1.0.0 is not locked in package-lock.json; all that is: countersign gate --json',
  );
});

test('baseline add exempts a release as the lockfile pins it, never from flags', async () => {
  expect((await world.cli('baseline', 'add', 'socks@2.8.4', '--yes')).code).toBe(0);
  expect(await baseline()).toEqual(['pkg:npm/socks@2.8.3', 'pkg:npm/socks@2.8.4']);
  expect((await world.cli('gate')).code).toBe(0);
  await world.node.log(flag(alice, next, noon));
  expect((await world.cli('gate')).code).toBe(3);
});

test('prune drops what no lockfile locks', async () => {
  const gone = world.publish({ name: 'ip', version: '1.0.0' });
  await world.adopt([old, next, gone]);
  expect((await world.cli('baseline', 'prune', '--yes')).code).toBe(0);
  expect(await baseline()).toEqual(['pkg:npm/socks@2.8.4']);
});

test('prune keeps the start of a basis in use', async () => {
  await world.node.log(review(alice, next, noon, { base: old }), review(bob, next, noon, { base: old }));
  expect((await world.cli('gate')).code).toBe(0);
  await world.cli('baseline', 'prune', '--yes');
  expect(await baseline()).toEqual(['pkg:npm/socks@2.8.3']);
  expect((await world.cli('gate')).code).toBe(0);
});

test('prune looks at every lockfile beneath the policy, and refuses on a stale log', async () => {
  await world.adopt([old, next]);
  await world.write({
    'apps/web/package.json': await file('package.json'),
    'apps/web/package-lock.json': await file('package-lock.json'),
  });
  await world.lock(old);
  expect(await world.cli('baseline', 'prune', '--yes')).toMatchObject({
    code: 0,
    stdout: 'every entry is in use\n',
  });
  world.clock.now += 48 * 3_600_000;
  expect((await world.cli('baseline', 'prune', '--yes')).code).toBe(4);
  expect(await baseline()).toHaveLength(2);
});
