import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runHere } from '../world/run-cli.ts';
import { makeWorld } from '../world/world.ts';

test('a home that can hold no cache is undecidable, not a bug and not an allow', async () => {
  const world = await makeWorld();
  const socks = world.publish({ name: 'socks', version: '2.8.3' });
  await world.lock(socks);
  await world.adopt([socks]);
  for (const home of ['/dev/null', join(world.folder, 'package.json')]) {
    const env = { ...world.env, COUNTERSIGN_HOME: home };
    const ran = await runHere(['gate'], { cwd: world.folder, env, now: () => world.clock.now });
    expect(ran).toMatchObject({ code: 4, stdout: '', stderr: expect.stringContaining('cache-unusable') });
  }
});
