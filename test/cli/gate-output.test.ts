import { beforeEach, expect, test } from 'vitest';
import { entryOf, lockfileOf } from '../world/lockfile.ts';
import { startPaperNode } from '../world/paper-node.ts';
import { flag, type Release } from '../world/statements.ts';
import { alice, makeWorld, noon, type World } from '../world/world.ts';

/** Nothing that a package, a lockfile or a statement holds is ever interpreted by who reads the output. */

// ESC [ 2 J, C1 CSI, DEL, right-to-left override, zero-width space, line separator, a carriage return, a GitHub command.
const hostile = '\u001b[2J\u009b31m\u007f\u202eevil\u200b\u2028\r\n::error::pwned';
const raw = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

let world: World;
let socks: Release;
beforeEach(async () => {
  world = await makeWorld();
  socks = world.publish({ name: 'socks', version: '2.8.3' });
  await world.adopt([socks]);
});

async function expectInert(...args: string[]): Promise<string> {
  const ran = await world.cli(...args);
  const all = ran.stdout + ran.stderr;
  expect(ran.code, all).not.toBe(0);
  expect(ran.code, all).not.toBe(70);
  expect(all).not.toMatch(raw);
  expect(all).not.toMatch(/^::error::pwned/m);
  return all;
}

const formats = ['text', 'json', 'github'] as const;

test.each(formats)('lockfile keys, names, versions and URLs, as %s', async (format) => {
  const release = { ...socks, name: `socks${hostile}`, version: `2.8.3${hostile}` };
  const resolved = `https://evil.example/${hostile}`;
  const entries = {
    [`node_modules/${hostile}`]: entryOf(release, { resolved, integrity: hostile, name: hostile }),
    [`../${hostile}`]: { link: true, resolved: `../../${hostile}` },
    'node_modules/socks': entryOf(socks, { version: `2.8.3${hostile}`, resolved }),
  };
  await world.write({
    'package.json': JSON.stringify({ name: 'app', version: '1.0.0', dependencies: { [hostile]: hostile } }),
    'package-lock.json': lockfileOf({ [hostile]: '1' }, entries),
  });
  expect(await expectInert('gate', '--format', format)).toContain('evil');
});

test.each(formats)('where a flag says to look, as %s', async (format) => {
  await world.lock(socks);
  await world.node.log(flag(alice, socks, noon, { evidence: [{ path: `lib/${hostile}` }] }));
  await expectInert('gate', '--format', format);
  expect(await expectInert('why', 'socks@2.8.3', '--format', format)).toContain('evil');
});

test('a statement that brings control characters in its summary is not read at all', async () => {
  await world.lock(socks);
  expect(() => flag(alice, socks, noon, { summary: hostile })).toThrow();
});

test.each(formats)('what a node answers, as %s', async (format) => {
  const paper = await startPaperNode(noon);
  world.also(() => paper.close());
  await world.lock(socks);
  await world.adopt([socks], { nodes: [paper] });
  paper.show('trust', `${hostile}\n\n\u2014 ${hostile}\n`);
  await expectInert('gate', '--format', format);
  await expectInert('sync', '--format', format);
});

test('arguments that are quoted back', async () => {
  await world.lock(socks);
  const line = hostile.slice(0, hostile.indexOf('\r'));
  for (const args of [['why', line], ['gate', line], [line], ['gate', '--max-age', line]])
    await expectInert(...args);
});

test('broken files of the project that are quoted back', async () => {
  await world.lock(socks);
  await world.write({ 'countersign.jsonc': `{ "${JSON.stringify(hostile).slice(1, -1)}": 1 }` });
  await expectInert('gate');
  await world.write({ 'package-lock.json': `{ "${hostile}": ` });
  await expectInert('gate');
});
