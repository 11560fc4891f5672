import { expect, test } from 'vitest';
import { lockfileFor, manifestFor } from '../world/lockfile.ts';
import { makeWorld } from '../world/world.ts';

/** A change names its files: a gate that is given them all, as in `gate $(git ls-files …)`, is given options too. */

test.each(['-V', '-h', '-VV', '-hV', '--version', '--help', '--json', '--offline', '--quiet', '--node='])(
  'a lockfile in a folder called %s is no option that ends the gate before it judged',
  async (folder) => {
    const world = await makeWorld();
    const unread = world.publish({ name: 'unread', version: '1.0.0' });
    await world.adopt([]);
    await world.lock(unread);
    await world.write({
      [`${folder}/package.json`]: manifestFor([unread]),
      [`${folder}/package-lock.json`]: lockfileFor([unread]),
    });
    const ran = await world.cli('gate', 'package-lock.json', `${folder}/package-lock.json`);
    expect([1, 2]).toContain(ran.code);
  },
);
