import { beforeEach, expect, test } from 'vitest';
import {
  entryOf,
  lockfileFor,
  lockfileOf,
  manifestFor,
  tarballUrl,
  type EntryFields,
} from '../world/lockfile.ts';
import type { Release } from '../world/statements.ts';
import { makeWorld, type World } from '../world/world.ts';

/** The lockfiles that issue 2 names, each beside a baseline that exempts everything: only the lockfile is wrong. */

let world: World;
let socks: Release;
let other: Release;
beforeEach(async () => {
  world = await makeWorld();
  socks = world.publish({ name: 'socks', version: '2.8.3' });
  other = world.publish({ name: 'other', version: '1.0.0', files: { 'index.js': '1;\n' } });
  await world.lock(socks, other);
  await world.adopt([socks, other]);
});

async function gateWith(fields: EntryFields): Promise<{ code: number; stdout: string; stderr: string }> {
  const entries = { 'node_modules/socks': entryOf(socks, fields), 'node_modules/other': entryOf(other) };
  const asked = { socks: '^2.8.3', other: '^1.0.0' };
  await world.write({ 'package-lock.json': lockfileOf(asked, entries) });
  return world.cli('gate');
}

test('what is as it was passes', async () => {
  expect(await gateWith({})).toMatchObject({ code: 0, stdout: expect.stringContaining('2 allowed') });
});

test('a missing integrity is unpinned, whatever the baseline says of the release', async () => {
  const ran = await gateWith({ integrity: undefined });
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain(
    'INSUFFICIENT  socks 2.8.3  "node_modules/socks" has no integrity  package-lock.json:15',
  );
  expect(ran.stdout).toContain('countersign waive socks@2.8.3 --owner YOU --reason WHY --expires DATE');
});

test('sha1 alone is unpinned', async () => {
  const ran = await gateWith({ integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' });
  expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('is held by sha1 only') });
});

test('two sha512 in one integrity are undecidable: the installer takes either', async () => {
  const ran = await gateWith({ integrity: `${socks.integrity} ${other.integrity}` });
  expect(ran.code).toBe(4);
  expect(ran.stdout).toContain('has two digests of one kind');
});

test('another host in resolved is another registry, which no rule of the policy matches', async () => {
  const resolved = 'https://mirror.example/socks/-/socks-2.8.3.tgz';
  const ran = await gateWith({
    resolved,
    integrity: world.publish({ name: 'x', version: '1.0.0' }).integrity,
  });
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('no rule of the policy matches it');
  expect(ran.stderr).toContain('one package comes from "mirror.example"');
});

test('an entry whose tarball is another package is undecidable, even with the right digest', async () => {
  const ran = await gateWith({ resolved: tarballUrl(other) });
  expect(ran.code).toBe(4);
  expect(ran.stdout).toContain('says "socks@2.8.3", but its tarball is another');
});

test('an entry with the digest of another package is undecidable', async () => {
  const ran = await gateWith({ integrity: other.integrity });
  expect(ran.code).toBe(4);
  expect(ran.stdout).toContain('has the digest of');
});

test('an alias that nothing declares is undecidable', async () => {
  const ran = await gateWith({
    name: 'socks-proxy',
    resolved: tarballUrl({ name: 'socks-proxy', version: '2.8.3' }),
  });
  expect(ran.code).toBe(4);
});

test('a declared alias is judged by the name of what comes', async () => {
  const dependencies = { proxy: 'npm:socks@^2.8.3' };
  await world.write({
    'package.json': JSON.stringify({ name: 'app', version: '1.0.0', dependencies }),
    'package-lock.json': lockfileOf(dependencies, {
      'node_modules/proxy': entryOf(socks, { name: 'socks' }),
    }),
  });
  expect(await world.cli('gate')).toMatchObject({ code: 0, stdout: expect.stringContaining('1 allowed') });
});

test('merge markers are unreadable: exit 2, and what to do', async () => {
  const text = lockfileFor([socks, other]);
  await world.write({ 'package-lock.json': `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> update\n` });
  const ran = await world.cli('gate');
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('[lockfile-conflict]');
  expect(ran.stderr).toContain('npm install');
});

test('a lockfile that is no JSON, or of a version to come, is usage', async () => {
  await world.write({ 'package-lock.json': '{"lockfileVersion": 3,' });
  expect(await world.cli('gate')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('[lockfile-unreadable]'),
  });
  await world.write({ 'package-lock.json': '{"lockfileVersion": 9, "packages": {}}' });
  expect(await world.cli('gate')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('update countersign'),
  });
});

test('a file: outside the project is undecidable', async () => {
  const resolved = 'file:../../elsewhere/socks-2.8.3.tgz';
  await world.write({
    'package.json': manifestFor([other], { dependencies: { socks: resolved, other: '^1.0.0' } }),
  });
  const entries = {
    'node_modules/socks': entryOf(socks, { resolved }),
    'node_modules/other': entryOf(other),
  };
  await world.write({ 'package-lock.json': lockfileOf({ socks: resolved, other: '^1.0.0' }, entries) });
  const ran = await world.cli('gate');
  expect(ran.code).toBe(4);
  expect(ran.stdout).toContain('comes from outside the project');
});

test('no lockfile is usage, and the message names what writes one', async () => {
  const empty = await makeWorld();
  await empty.adopt([]);
  const ran = await empty.cli('gate');
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('no npm-shrinkwrap.json or package-lock.json');
  expect(ran.stderr).toContain('npm install writes one');
});

test('a lockfile that locks nothing is usage, not an allow', async () => {
  await world.write({ 'package.json': manifestFor([]), 'package-lock.json': lockfileOf({}, {}) });
  expect(await world.cli('gate')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no release found'),
  });
});

test('a lockfile that does not satisfy its package.json is undecidable, though every release in it passes', async () => {
  await world.write({ 'package.json': manifestFor([socks, other, { name: 'third', version: '3.0.0' }]) });
  const missing = await world.cli('gate');
  expect(missing.code).toBe(4);
  expect(missing.stdout).toMatch(/UNDECIDABLE .*third/);
  await world.write({ 'package.json': manifestFor([{ name: 'socks', version: '3.0.0' }, other]) });
  expect((await world.cli('gate')).code).toBe(4);
});

test('npm-shrinkwrap.json beside it: that is what npm reads, so that is judged, with a warning', async () => {
  const evil = world.publish({ name: 'socks', version: '2.8.4' });
  await world.write({ 'npm-shrinkwrap.json': lockfileFor([evil, other]) });
  const ran = await world.cli('gate');
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('npm-shrinkwrap.json  2 releases');
  expect(ran.stdout).toMatch(/INSUFFICIENT {2}socks .*2\.8\.4/);
  expect(ran.stderr).toContain('npm reads this file, not package-lock.json beside it');
});

test('asked for package-lock.json while npm reads another, the gate does not answer for it', async () => {
  await world.write({ 'npm-shrinkwrap.json': lockfileFor([socks, other]) });
  const ran = await world.cli('gate', 'package-lock.json');
  expect(ran.code).toBe(4);
  expect(ran.stdout).toContain('npm reads npm-shrinkwrap.json beside it, not this file');
});

test('everything wrong is found in one pass, the worst decides', async () => {
  const entries = {
    'node_modules/socks': entryOf(socks, { integrity: undefined }),
    'node_modules/other': entryOf(other, { integrity: `${other.integrity} ${socks.integrity}` }),
  };
  await world.write({ 'package-lock.json': lockfileOf({ socks: '^2.8.3', other: '^1.0.0' }, entries) });
  const ran = await world.cli('gate');
  expect(ran.code).toBe(4);
  expect(ran.stdout).toMatch(/UNDECIDABLE.*other 1\.0\.0[^]*INSUFFICIENT.*socks 2\.8\.3/);
  expect(ran.stdout).toContain('1 undecidable, 1 insufficient');
});
