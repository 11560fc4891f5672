import { expect, test } from 'vitest';
import { entryOf, lockfileOf, manifestFor } from '../world/lockfile.ts';
import { makeWorld } from '../world/world.ts';

test('an optional dependency without an entry, which npm install would fetch unread, does not pass', async () => {
  const world = await makeWorld();
  const good = world.publish({ name: 'good', version: '1.0.0' });
  world.publish({ name: 'evil', version: '1.0.0' });
  await world.adopt([good]);
  const asks = { optionalDependencies: { evil: '*' } };
  const lock = (fields: object) =>
    lockfileOf({ good: '^1.0.0' }, { 'node_modules/good': entryOf(good, { ...fields }) });

  await world.write({ 'package.json': manifestFor([good]), 'package-lock.json': lock({}) });
  expect((await world.cli('gate')).code).toBe(0);
  await world.write({ 'package.json': manifestFor([good], asks) });
  expect((await world.cli('gate')).code).toBe(4);
  await world.write({ 'package.json': manifestFor([good]), 'package-lock.json': lock(asks) });
  expect((await world.cli('gate')).code).toBe(4);
});
