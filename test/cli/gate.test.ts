import { expect, test } from 'vitest';
import { flag, retraction, review } from '../world/statements.ts';
import { alice, bob, makeWorld, mallory } from '../world/world.ts';

test('an update is red until two anchors accepted it, green then, and red again once one flags it', async () => {
  const world = await makeWorld();
  const old = world.publish({ name: 'socks', version: '2.8.3' });
  const next = world.publish({ name: 'socks', version: '2.8.4', files: { 'index.js': '1;\n' } });
  await world.lock(old);
  await world.adopt([old]);
  expect(await world.cli('gate')).toMatchObject({ code: 0 });

  await world.lock(next);
  const short = await world.cli('gate');
  console.log(short.stdout, short.stderr);
  expect(short.code).toBe(1);
  const { now } = world.clock;
  await world.node.log(review(alice, next, now, { base: old }));
  expect((await world.cli('gate')).code).toBe(1);
  await world.node.log(review(mallory, next, now, { base: old }));
  expect((await world.cli('gate')).code).toBe(1);
  await world.node.log(review(bob, next, now, { base: old }));
  expect((await world.cli('gate')).code).toBe(0);
  const red = flag(bob, next, now);
  await world.node.log(red);
  const blocked = await world.cli('gate');
  console.log(blocked.stdout, blocked.stderr);
  expect(blocked.code).toBe(3);
  await world.node.log(retraction(bob, red.id, now));
  const again = await world.cli('gate');
  console.log(again.stdout, again.stderr);
  expect(again.code).toBe(0);
});
