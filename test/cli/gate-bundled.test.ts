import { beforeEach, expect, test } from 'vitest';
import { entryOf, lockfileOf, manifestFor } from '../world/lockfile.ts';
import { flag, type Release } from '../world/statements.ts';
import { alice, makeWorld, noon, type World } from '../world/world.ts';

/** What a lockfile calls bundled is judged as part of its parent only where the parent's artifact really holds it. */

let world: World;
let parent: Release;
beforeEach(async () => {
  world = await makeWorld();
  const inner = `${JSON.stringify({ name: 'inner', version: '1.0.0' })}\n`;
  parent = world.publish({
    name: 'parent',
    version: '1.0.0',
    files: { 'node_modules/inner/package.json': inner },
    dependencies: { inner: '^1.0.0' },
    manifest: { bundleDependencies: ['inner'] },
  });
  await world.adopt([parent]);
});

async function lockBundled(name: string, version: string): Promise<void> {
  const more = { bundleDependencies: [name], dependencies: { [name]: `^${version}` } };
  const entries = {
    'node_modules/parent': entryOf(parent, more),
    [`node_modules/parent/node_modules/${name}`]: { version, inBundle: true },
  };
  await world.write({
    'package.json': manifestFor([parent]),
    'package-lock.json': lockfileOf({ parent: '^1.0.0' }, entries),
  });
}

test('what the parent’s artifact holds passes with it, and later without the registry', async () => {
  await lockBundled('inner', '1.0.0');
  expect(await world.cli('gate')).toMatchObject({ code: 0, stdout: expect.stringContaining('2 allowed') });
  world.registry.misbehave('artifact', 'parent', { status: 500 });
  expect((await world.cli('gate')).code).toBe(0);
  expect((await world.cli('gate', '--offline')).code).toBe(0);
});

test('what it does not hold, or holds in another version, npm would fetch: it is judged as its own', async () => {
  for (const [name, version] of [
    ['evil', '1.0.0'],
    ['inner', '1.0.1'],
  ] as const) {
    await lockBundled(name, version);
    const ran = await world.cli('gate');
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(new RegExp(`INSUFFICIENT {2}${name} .*${version}`));
  }
});

test('where the parent’s bytes cannot be had, or are others than locked, nothing bundled passes', async () => {
  await lockBundled('inner', '1.0.0');
  world.registry.misbehave('artifact', 'parent', { status: 500 });
  const down = await world.cli('gate');
  expect(down).toMatchObject({ code: 1, stderr: expect.stringContaining('could not be checked') });
  world.registry.misbehave('artifact', 'parent', 'wrong-bytes');
  expect((await world.cli('gate')).code).toBe(1);
  world.registry.misbehave('artifact', 'parent', null);
  expect((await world.cli('gate')).code).toBe(0);
});

test('a flag on a bundled package’s purl blocks it', async () => {
  await lockBundled('inner', '1.0.0');
  const inner = world.publish({ name: 'inner', version: '1.0.0' });
  await world.node.log(flag(alice, inner, noon));
  expect(await world.cli('gate')).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('BLOCKED       inner 1.0.0'),
  });
});
