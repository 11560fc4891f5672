import { readFile, rm, writeFile } from 'node:fs/promises';
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

test.each([
  ['an empty one', ''],
  ['half of one', 'ab'.repeat(16)],
  ['one too long', 'ab'.repeat(64)],
  ['no text', Uint8Array.of(0xff, 0xfe)],
])(
  "of the machine's key %s is undecidable, says which file to delete, and is not replaced",
  async (_name, bytes) => {
    const world = await makeWorld();
    const socks = world.publish({ name: 'socks', version: '2.8.3' });
    await world.lock(socks);
    await world.adopt([socks]);
    expect((await world.cli('gate')).code).toBe(0);
    const path = join(world.home, 'state', 'machine.key');
    await writeFile(path, bytes);
    const ran = await world.cli('gate');
    expect(ran).toMatchObject({ code: 4, stdout: '' });
    expect(ran.stderr).toContain(
      `${path} is damaged; delete it, the cache is then checked anew [cache-unusable]`,
    );
    expect(new Uint8Array(await readFile(path))).toEqual(
      typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
    );
    await rm(path);
    expect((await world.cli('gate')).code).toBe(0);
  },
);
