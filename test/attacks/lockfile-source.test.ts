import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { formatBaseline } from '@countersign/shared/policy/baseline.ts';
import { entryOf, lockfileOf, manifestFor, type EntryFields } from '../world/lockfile.ts';
import { purlOf, review, type Release } from '../world/statements.ts';
import { alice, bob, makeWorld, type World } from '../world/world.ts';

/** An entry keeps the name, version and digest of a release that passes, and makes npm install other bytes. */

const commit = '0123456789abcdef0123456789abcdef01234567';
let world: World;
let good: Release;
beforeEach(async () => {
  world = await makeWorld();
  good = world.publish({ name: 'good', version: '1.0.0' });
  await world.adopt([good]);
});

async function gateOn(fields: EntryFields): Promise<number> {
  await world.write({
    'package.json': manifestFor([good]),
    'package-lock.json': lockfileOf({ good: '^1.0.0' }, { 'node_modules/good': entryOf(good, fields) }),
  });
  return (await world.cli('gate')).code;
}

test.each([
  `https://github.com/mallory/good.git#${commit}`,
  `https://github.com/mallory/good#${commit}`,
  'https://www.github.com/mallory/good/tree/good/-/good-1.0.0.tgz',
  'https://gitlab.com/mallory/group/good/good-1.0.0.tgz',
  'https://gist.github.com/good-1.0.0.tgz',
  `git+https://github.com/mallory/good.git#${commit}`,
])('npm clones %s and checks no digest: neither a baseline nor reviews let it pass', async (resolved) => {
  expect(await gateOn({})).toBe(0);
  expect(await gateOn({ resolved })).toBe(1);
  await world.adopt([]);
  await world.node.log(...[alice, bob].map((key) => review(key, good, world.clock.now)));
  expect(await gateOn({})).toBe(0);
  expect(await gateOn({ resolved })).toBe(1);
});

test('a true sha256 beside the sha512 of other bytes: npm checks the sha512 alone', async () => {
  const { sha256 } = good.digest;
  const entries = [{ release: purlOf(good), sha256 }];
  await world.write({ 'countersign.baseline.json': formatBaseline({ entries }) });
  const right = `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`;
  const wrong = `sha512-${createHash('sha512').update('other bytes').digest('base64')}`;
  expect(await gateOn({ integrity: right })).toBe(0);
  expect(await gateOn({ integrity: `${right} ${wrong}` })).toBe(1);
  expect(await gateOn({ integrity: `${wrong} ${right}` })).toBe(1);
});
