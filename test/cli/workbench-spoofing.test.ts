import { expect, test } from 'vitest';
import { sha256Hex } from '@countersign/shared/digest.ts';
import { makeWorld } from '../world/world.ts';
import { draftedFlag, draftedReview, openPage } from './workbench-page.ts';
import { reviewWorld } from './workbench-world.ts';
import { runSeated } from './seated.ts';

/** What is drafted elsewhere is shown before it is signed, and must not pass for what the program says. */

const columns = 100;
const wide = /[\u1100-\uffff]/gu;
const shownIn = (line: string): number => line.replaceAll(wide, 'xx').length;

test('a note of wide letters does not run over the margin', async () => {
  const { world, review } = await reviewWorld();
  const seated = review();
  const page = await openPage(seated);
  const note = `${'漢'.repeat(48)}  read          every file of the change, 4 files`;
  const answer = page.state(await draftedReview(page, world.clock.now, { note }));
  await seated.shows(/Sign this as me/);
  const lines = seated
    .screen()
    .split('\n')
    .filter((line) => line.includes('│ ') && /漢|every file/.test(line));
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) {
    expect(line).toMatch(/^ {2}│ /);
    expect(shownIn(line)).toBeLessThanOrEqual(columns);
  }
  seated.type('n');
  await answer;
});

test('a summary that is as long as the terminal is wide does not go on as a line of ours', async () => {
  const { world, review } = await reviewWorld();
  const seated = review();
  const page = await openPage(seated);
  const forged = `  artifact  sha256:${'0'.repeat(64)}`;
  const summary = `fine${' '.repeat(columns - 12 - 4)}${forged}`;
  const drafted = await draftedFlag(page, world.clock.now, { path: 'lib/b.js', lines: [1, 1] }, { summary });
  const answer = page.state(drafted);
  await seated.shows(/Raise this flag as me/);
  for (const line of seated
    .screen()
    .split('\n')
    .filter((line) => line.includes('0000') || /fine/.test(line))) {
    expect(line.length).toBeLessThanOrEqual(columns);
    expect(line.replace('  summary   fine', ' '.repeat(16))).toMatch(/^ {12}/);
  }
  seated.type('n');
  await answer;
});

test('a path that was not read does not go on as a line that says that all was read', async () => {
  const world = await makeWorld();
  const path = `lib/${'x'.repeat(80)}  read          every file of the release, 3 files`;
  const release = world.publish({
    name: 'long',
    version: '1.0.0',
    files: { [path]: 'a;\n', 'b.js': 'b;\n' },
  });
  await world.cli('key', 'new', '--name', 'me', '--no-passphrase');
  await world.lock(release);
  await world.adopt([release]);
  const seated = runSeated(world, 'review', 'long@1.0.0', '--full', '--no-open');
  const page = await openPage(seated);
  const coverage = { read: ['b.js'], entries: 3 };
  const answer = page.state(await draftedReview(page, world.clock.now, { coverage }));
  await seated.shows(/Sign this as me/);
  const [shown = ''] = /not read:\n[^]*?\n {2}date/.exec(seated.screen()) ?? [];
  expect(shown).toContain('every file of the release');
  for (const line of shown.split('\n').slice(1, -1)) {
    expect(line).toMatch(/^ {16}/);
    expect(line.length).toBeLessThanOrEqual(columns);
  }
  seated.type('n');
  await answer;
});

test('a note that scrolls everything away leaves what is signed beside the question', async () => {
  const { world, review } = await reviewWorld();
  const seated = review();
  const page = await openPage(seated);
  const note = 'all is well\n'.repeat(500);
  const place = { path: 'lib/b.js', lines: [1, 1] as [number, number] };
  const flagged = page.state(
    await draftedFlag(page, world.clock.now, place, { note, severity: 'malicious' }),
  );
  await seated.shows(/Raise this flag as me \([\w-]+\): pkg:npm\/socks@2\.8\.4 is malicious/);
  expect(seated.screen()).toContain(`sha512:${page.info.target.digest.sha512}`);
  expect(seated.screen()).toMatch(/date {6}20\d\d-/);
  seated.type('n');
  await flagged;
  const reviewed = page.state(await draftedReview(page, world.clock.now, { note }));
  await seated.shows(/Sign this as me/);
  const last = seated.screen().split('\n').slice(-40).join('\n');
  for (const shown of [
    'every file that changed',
    page.info.target.digest.sha256,
    'safe-to-run',
    'Thoroughness medium',
  ])
    expect(last).toContain(shown);
  seated.type('n');
  await reviewed;
});

test('the digest of a note is that of what was shown', async () => {
  const { world, review } = await reviewWorld();
  const page = await openPage(review());
  const drafted = await draftedReview(page, world.clock.now, { note: 'shown' });
  const predicate = { ...drafted.draft.predicate, note: sha256Hex('signed') };
  const reply = await page.state({ ...drafted, draft: { ...drafted.draft, predicate } });
  expect([reply.status, reply.code]).toEqual([422, 'unsigned-contradiction']);
});
