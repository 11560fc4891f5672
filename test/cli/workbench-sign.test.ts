import { expect, test } from 'vitest';
import { makeWorld } from '../world/world.ts';
import { runSeated } from './seated.ts';
import { draftedReview, openPage } from './workbench-page.ts';

const oldFiles = { 'index.js': 'one;\n', 'lib/a.js': 'a;\n' };
const newFiles = { 'index.js': 'two;\n', 'lib/b.js': 'b;\n' };

async function changedWorld() {
  const world = await makeWorld();
  const old = world.publish({ name: 'socks', version: '2.8.3', files: oldFiles });
  const next = world.publish({ name: 'socks', version: '2.8.4', files: newFiles });
  const { stdout } = await world.cli('key', 'new', '--name', 'me', '--no-passphrase');
  await world.lock(next);
  return { world, old, next, signer: stdout.trim() };
}

test('a page reads, sends, the person at the terminal says yes, and the gate turns green', async () => {
  const { world, old, signer } = await changedWorld();
  await world.adopt([old], { anchors: [{ name: 'me', signer: signer as never, final: true }] });
  expect((await world.cli('gate')).code).toBe(1);
  const seated = runSeated(world, 'review', 'socks@2.8.4', '--base', '2.8.3', '--no-open');
  const page = await openPage(seated);
  const answer = page.state(await draftedReview(page, world.clock.now));
  await seated.shows(/Sign this as me/);
  seated.type('y');
  const reply = await answer;
  expect(reply.json()).toMatchObject({ outcome: 'signed', code: 0, nodes: [{ ok: true }] });
  expect(await seated.ended).toBe(0);
  expect((await world.cli('gate')).code).toBe(0);
});
