import { expect, test } from 'vitest';
import { formatUnsigned } from '@countersign/shared/statement/unsigned.ts';
import { sessionHeader } from '@countersign/shared/workbench-api.ts';
import { ask, draftedReview, openPage, type Page } from './workbench-page.ts';
import { reviewWorld } from './workbench-world.ts';
import { runSeated } from './seated.ts';

/** A page that was taken over chooses when a question comes, and goes. */

function leavable(page: Page, body: string) {
  const leaving = new AbortController();
  const headers = { 'content-type': 'application/json', origin: page.origin, [sessionHeader]: page.session };
  const answer = fetch(`${page.origin}/workbench/statements`, {
    method: 'POST',
    headers,
    body,
    signal: leaving.signal,
  }).then((reply) => reply.text());
  return { answer, leave: () => leaving.abort() };
}

test('a statement that takes the place of another in the last moment does not get the answer to it', async () => {
  const { world, review } = await reviewWorld();
  const seated = review();
  const page = await openPage(seated);
  const first = leavable(page, formatUnsigned(await draftedReview(page, world.clock.now)));
  await seated.shows(/Sign this as me/);
  first.leave();
  await expect(first.answer).rejects.toThrow('abort');
  await seated.shows(/nothing was signed/);
  const other = await draftedReview(page, world.clock.now, { thoroughness: 'high', note: 'swapped' });
  const second = page.state(other);
  // The hand was on its way when the screen changed.
  await seated.shows(/│ swapped/);
  seated.type('y');
  await seated.shows(/swapped[^]*Sign this as me/);
  seated.type('n');
  expect((await second).json()).toEqual({ outcome: 'declined' });
});

test('Ctrl-C while a statement is shown and not yet asked about declines it', async () => {
  const { world, review } = await reviewWorld();
  const seated = review();
  const page = await openPage(seated);
  const answer = page.state(await draftedReview(page, world.clock.now, { note: 'shown' }));
  await seated.shows(/│ shown/);
  seated.type('\u0003');
  expect((await answer).json()).toEqual({ outcome: 'declined' });
  expect(seated.screen()).not.toContain('Sign this as me');
});

test('a key that was pressed while sign fetched what a file names answers nothing', async () => {
  const { world, review } = await reviewWorld();
  const seated = review();
  const page = await openPage(seated);
  await world.write({ 'x.countersign.json': formatUnsigned(await draftedReview(page, world.clock.now)) });
  seated.interrupt();
  await seated.ended;
  const signing = runSeated(world, 'sign', 'x.countersign.json');
  signing.type('y');
  await signing.shows(/Sign this as me/);
  signing.type('n');
  expect(await signing.ended).toBe(2);
});

test('an address that is opened again and again fills no terminal with warnings', async () => {
  const { review } = await reviewWorld();
  const seated = review();
  const { origin, token } = await openPage(seated);
  const headers = { 'content-type': 'application/json', origin };
  for (let i = 0; i < 20; i++) {
    const again = await ask(`${origin}/workbench/open`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ token }),
    });
    expect(again.code).toBe('workbench-token-used');
  }
  expect(seated.screen().match(/opened a second time/g)).toHaveLength(1);
});
