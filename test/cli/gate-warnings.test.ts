import { expect, test } from 'vitest';
import { commitBase } from '../world/git.ts';
import { flag, vouch } from '../world/statements.ts';
import { alice, bob, carol, day, makeWorld, noon } from '../world/world.ts';

test.each(['text', 'github'])(
  'a green gate on a log within grace says how old it is, in %s, once',
  async (format) => {
    const world = await makeWorld();
    const releases = ['socks', 'ip'].map((name) => world.publish({ name, version: '1.0.0' }));
    await world.lock(...releases);
    await world.adopt(releases);
    commitBase(world);
    world.clock.now += 2 * day;
    const ran = await world.cli('gate', '--base', 'main', '--format', format);
    expect(ran.code).toBe(0);
    expect((ran.stdout + ran.stderr).match(/0 of 1 pinned trust logs/g)).toHaveLength(1);
  },
);

test.each(['text', 'github'])('flags that only warn are shown in %s, with the release', async (format) => {
  const world = await makeWorld();
  const socks = world.publish({ name: 'socks', version: '1.0.0' });
  await world.lock(socks);
  await world.adopt([socks]);
  await world.node.log(
    vouch(alice, carol.id, noon),
    flag(carol, socks, noon, { severity: 'suspicious', summary: 'odd' }),
    flag(bob, socks, noon, { severity: 'vulnerable', summary: 'weak' }),
  );
  const ran = await world.cli('gate', '--format', format);
  expect(ran.code).toBe(0);
  expect(ran.stdout + ran.stderr).toContain('socks 1.0.0: flagged suspicious, vulnerable: odd; weak');
});
