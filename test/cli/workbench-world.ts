import type { SignerId } from '@countersign/shared/signer/signer.ts';
import { makeWorld, type World } from '../world/world.ts';
import type { Release } from '../world/statements.ts';
import { runSeated, type Seated } from './seated.ts';

const oldFiles = { 'index.js': 'one;\n', 'lib/a.js': 'a;\n' };
const newFiles = { 'index.js': 'two;\n', 'lib/b.js': 'b;\n' };

export interface ReviewWorld {
  readonly world: World;
  /** socks 2.8.3, exempt, and 2.8.4, which the lockfile has. */
  readonly old: Release;
  readonly next: Release;
  /** The only key here, `me`, and the only anchor, so final. */
  readonly signer: SignerId;
  /** `countersign review` of the change, with somebody at the terminal. */
  review(...more: readonly string[]): Seated;
}

export async function reviewWorld(): Promise<ReviewWorld> {
  const world = await makeWorld();
  const old = world.publish({ name: 'socks', version: '2.8.3', files: oldFiles });
  const next = world.publish({ name: 'socks', version: '2.8.4', files: newFiles });
  const { stdout } = await world.cli('key', 'new', '--name', 'me', '--no-passphrase');
  const signer = stdout.trim() as SignerId;
  await world.lock(next);
  await world.adopt([old], { anchors: [{ name: 'me', signer }] });
  return {
    world,
    old,
    next,
    signer,
    review: (...more) => runSeated(world, 'review', 'socks@2.8.4', '--base', '2.8.3', '--no-open', ...more),
  };
}
