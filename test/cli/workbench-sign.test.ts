import { expect, test } from 'vitest';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { openKnownEntry } from '@countersign/shared/statement/open.ts';
import { formatUnsigned } from '@countersign/shared/statement/unsigned.ts';
import { sessionHeader, type Outcome } from '@countersign/shared/workbench-api.ts';
import { draftedFlag, draftedReview, openPage } from './workbench-page.ts';
import { reviewWorld } from './workbench-world.ts';

/** A page sends, and the person at the terminal has the word. */

async function statementAt(url: string, id: string) {
  const { entry } = (await (await fetch(`${url}/api/statements/${id}`)).json()) as { entry: string };
  return openKnownEntry(toUtf8(entry));
}

test('a page reads and sends, the person at the terminal says yes, and the gate turns green', async () => {
  const { world, signer, review } = await reviewWorld();
  expect((await world.cli('gate')).code).toBe(1);
  const seated = review();
  const page = await openPage(seated);
  expect(page.info).toMatchObject({
    release: 'pkg:npm/socks@2.8.4',
    signer: { id: signer, name: 'me' },
    nodes: ['local'],
  });
  const drafted = await draftedReview(page, world.clock.now, { note: 'index.js:1\nfine\n' });
  const answer = page.state(drafted);
  await seated.shows(/Sign this as me/);
  for (const shown of [
    'every file of the change, 4 files',
    '│ index.js:1',
    drafted.draft.subject.digest.sha256,
    drafted.draft.subject.digest.sha512 as string,
    'Countersign affirmation, version 1',
  ]) {
    expect(seated.screen()).toContain(shown);
  }
  seated.type('y');
  const outcome = (await answer).json() as Outcome & { outcome: 'signed' };
  expect(outcome).toMatchObject({ outcome: 'signed', code: 0, nodes: [{ node: 'local', ok: true }] });
  expect(await seated.ended).toBe(0);
  expect(seated.stdout()).toContain(outcome.id);
  await seated.shows(/countersign why socks@2\.8\.4/);
  const statement = await statementAt(world.node.url, outcome.id);
  expect(statement).toMatchObject({ by: signer, predicate: drafted.draft.predicate });
  expect((await world.cli('gate')).code).toBe(0);
});

test('declined, the page stays open and may send again; two at once are not asked about', async () => {
  const { world, review } = await reviewWorld();
  const seated = review();
  const page = await openPage(seated);
  const drafted = await draftedReview(page, world.clock.now);
  const first = page.state(drafted);
  await seated.shows(/Sign this as me/);
  const second = await page.state(drafted);
  expect([second.status, second.code]).toEqual([409, 'workbench-busy']);
  seated.type('n');
  expect((await first).json()).toEqual({ outcome: 'declined' });
  await seated.shows(/nothing was signed/);
  const again = page.state(drafted);
  await seated.shows(/nothing was signed[^]*Sign this as me/);
  seated.type('y');
  expect((await again).json()).toMatchObject({ outcome: 'signed' });
  expect(await seated.ended).toBe(0);
});

test('a signal in the middle of a question ends it all, and signs nothing', async () => {
  const { world, review } = await reviewWorld();
  const seated = review();
  const page = await openPage(seated);
  const answer = page.state(await draftedReview(page, world.clock.now)).catch((error: unknown) => error);
  await seated.shows(/Sign this as me/);
  seated.interrupt();
  expect(await seated.ended).toBe(2);
  await answer;
  expect((await world.cli('gate')).code).toBe(1);
});

test('a page that goes away takes its question with it', async () => {
  const { world, review } = await reviewWorld();
  const seated = review();
  const page = await openPage(seated);
  const drafted = await draftedReview(page, world.clock.now);
  const leaving = new AbortController();
  const body = formatUnsigned(drafted);
  const headers = {
    'content-type': 'application/json',
    origin: page.origin,
    [sessionHeader]: page.session,
  };
  const url = `${page.origin}/workbench/statements`;
  const gone = fetch(url, { method: 'POST', headers, body, signal: leaving.signal }).then((answer) =>
    answer.text(),
  );
  await seated.shows(/Sign this as me/);
  leaving.abort();
  await expect(gone).rejects.toThrow('abort');
  await seated.shows(/nothing was signed/);
  const again = page.state(drafted);
  await seated.shows(/nothing was signed[^]*Sign this as me/);
  seated.type('n');
  expect((await again).json()).toEqual({ outcome: 'declined' });
});

test('a key that was pressed before the question answers nothing', async () => {
  const { world, review } = await reviewWorld();
  const seated = review();
  const page = await openPage(seated);
  seated.type('y');
  const answer = page.state(await draftedReview(page, world.clock.now));
  await seated.shows(/Sign this as me/);
  seated.type('n');
  expect((await answer).json()).toEqual({ outcome: 'declined' });
});

test('a reading of some files is shown and signed as such, and opens no gate', async () => {
  const { world, review } = await reviewWorld();
  const seated = review();
  const page = await openPage(seated);
  const drafted = await draftedReview(page, world.clock.now, {
    coverage: { read: ['package.json', 'index.js'], entries: 4 },
  });
  const answer = page.state(drafted);
  await seated.shows(/Sign this as me/);
  expect(seated.screen()).toMatch(/only 2 of the 4 files of the change; not read:\s+lib\/a\.js\s+lib\/b\.js/);
  expect(seated.screen()).toContain('I have read only 2 of the 4 files that changed');
  expect(seated.screen()).toContain('never counts for a gate');
  seated.type('y');
  const { id } = (await answer).json() as { id: string };
  expect(await seated.ended).toBe(0);
  const { predicate } = await statementAt(world.node.url, id);
  expect(predicate).toMatchObject({ coverage: { read: 2, entries: 4 } });
  expect((await world.cli('gate')).code).toBe(1);
});

test('a flag that the page raises instead blocks the gate', async () => {
  const { world, review } = await reviewWorld();
  const seated = review();
  const page = await openPage(seated);
  const answer = page.state(await draftedFlag(page, world.clock.now, { path: 'lib/b.js', lines: [1, 1] }));
  await seated.shows(/Raise this flag as me/);
  expect(seated.screen()).toMatch(
    /suspicious {2}pkg:npm\/socks@2\.8\.4[^]*evidence {2}lib\/b\.js:1\s+sha256:/,
  );
  seated.type('y');
  expect((await answer).json()).toMatchObject({ outcome: 'signed', code: 0 });
  expect(await seated.ended).toBe(0);
  expect((await world.cli('gate')).code).toBe(3);
});

test('where no node takes it the page hears why, the run fails, and the notes are kept', async () => {
  const { world, review } = await reviewWorld();
  const down = await world.startNode();
  await down.close();
  const seated = review('--node', down.url);
  const page = await openPage(seated);
  await page.send('PUT', '/workbench/draft', { revision: 0, draft: 'mine' });
  const answer = page.state(await draftedReview(page, world.clock.now));
  await seated.shows(/Sign this as me/);
  seated.type('y');
  const outcome = (await answer).json() as Outcome & { outcome: 'signed' };
  expect(outcome).toMatchObject({ outcome: 'signed', code: 4, nodes: [{ ok: false }] });
  expect(outcome.nodes[0]?.message).toContain('[node-unreachable]');
  expect(await seated.ended).toBe(4);
  expect((await (await openPage(review())).get('/workbench/draft')).json()).toMatchObject({ draft: 'mine' });
});

test('a wrong passphrase signs nothing, and the page stays open', async () => {
  const { world, review } = await reviewWorld();
  await world.write({ secret: 'correct horse battery\n', wrong: 'incorrect horse battery\n' });
  await world.cli('key', 'new', '--name', 'sealed', '--passphrase-file', 'secret');
  const seated = review('--key', 'sealed', '--passphrase-file', 'wrong');
  const page = await openPage(seated);
  const answer = page.state(await draftedReview(page, world.clock.now));
  await seated.shows(/Sign this as sealed/);
  seated.type('y');
  expect((await answer).json()).toEqual({ outcome: 'declined' });
  await seated.shows(/\[passphrase-wrong\]; the page stays open/);
  expect((await page.get('/workbench/info')).status).toBe(200);
});
