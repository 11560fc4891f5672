import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { draftedReview, openPage } from './workbench-page.ts';
import { reviewWorld } from './workbench-world.ts';

/** What the page notes while somebody reads. */

test('Ctrl-C leaves with a code that is not 0; the notes are there in the next run, and gone once signed', async () => {
  const { world, review, old, next } = await reviewWorld();
  const first = review();
  const page = await openPage(first);
  expect((await page.get('/workbench/draft')).json()).toEqual({ revision: 0, draft: null });
  const kept = await page.send('PUT', '/workbench/draft', { revision: 0, draft: '{"marks":["\u0000Δ"]}' });
  expect(kept.json()).toEqual({ revision: 1 });
  first.interrupt();
  expect(await first.ended).toBe(2);
  expect(first.screen()).toContain('[workbench-left]');
  await expect(page.get('/workbench/info')).rejects.toThrow('ECONNREFUSED');

  const folder = join(world.home, 'state', 'drafts');
  expect(readdirSync(folder)).toEqual([`${old.digest.sha256}-${next.digest.sha256}.json`]);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, readdirSync(folder)[0] as string)).mode & 0o777).toBe(0o600);

  const second = review();
  const again = await openPage(second);
  expect((await again.get('/workbench/draft')).json()).toEqual({
    revision: 1,
    draft: '{"marks":["\u0000Δ"]}',
  });
  const answer = again.state(await draftedReview(again, world.clock.now));
  await second.shows(/Sign this as me/);
  second.type('y');
  await answer;
  expect(await second.ended).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
});

test('two tabs, and two runs, do not write over each other', async () => {
  const { review } = await reviewWorld();
  const one = await openPage(review());
  const other = await openPage(review());
  expect((await one.send('PUT', '/workbench/draft', { revision: 0, draft: 'one' })).status).toBe(200);
  for (const page of [one, other]) {
    const late = await page.send('PUT', '/workbench/draft', { revision: 0, draft: 'other' });
    expect([late.status, late.code]).toEqual([409, 'draft-conflict']);
    expect((await page.get('/workbench/draft')).json()).toEqual({ revision: 1, draft: 'one' });
  }
  const next = await other.send('PUT', '/workbench/draft', { revision: 1, draft: 'other' });
  expect(next.json()).toEqual({ revision: 2 });
});

test('another base is another draft', async () => {
  const { world, review } = await reviewWorld();
  const page = await openPage(review());
  await page.send('PUT', '/workbench/draft', { revision: 0, draft: 'of the change' });
  const { runSeated } = await import('./seated.ts');
  const whole = await openPage(runSeated(world, 'review', 'socks@2.8.4', '--full', '--no-open'));
  expect(whole.info.base).toBe(null);
  expect((await whole.get('/workbench/draft')).json()).toEqual({ revision: 0, draft: null });
});

test('a damaged draft counts as none; one of a later version is not written over', async () => {
  const { world, review, old, next } = await reviewWorld();
  const first = review();
  const page = await openPage(first);
  await page.send('PUT', '/workbench/draft', { revision: 0, draft: 'x' });
  const path = join(world.home, 'state', 'drafts', `${old.digest.sha256}-${next.digest.sha256}.json`);
  for (const text of [
    '',
    '{',
    '[]',
    '{"version":1,"revision":"1","draft":"x"}',
    '{"version":1,"revision":1}',
  ]) {
    writeFileSync(path, text);
    expect((await page.get('/workbench/draft')).json()).toEqual({ revision: 0, draft: null });
  }
  const later = '{"version":2,"revision":1,"draft":"x"}';
  writeFileSync(path, later);
  const put = await page.send('PUT', '/workbench/draft', { revision: 0, draft: 'y' });
  expect(put.code).toBe('file-too-new');
  const second = review();
  expect(await second.ended).toBe(2);
  expect(second.screen()).toContain('[file-too-new]');
  expect(readFileSync(path, 'utf8')).toBe(later);
});
