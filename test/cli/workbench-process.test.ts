import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startInTerminal } from '../world/terminal-child.ts';
import { addressOf, draftedReview, openPage } from './workbench-page.ts';
import { reviewWorld } from './workbench-world.ts';

/** As a process of its own, in a terminal of its own. */

const ctrlC = '\u0003';

test('Ctrl-C ends the wait, never with 0; in a question it declines, and the page stays', async () => {
  const { world } = await reviewWorld();
  const args = ['review', 'socks@2.8.4', '--base', '2.8.3', '--no-open'];
  const terminal = startInTerminal(args, { cwd: world.folder, env: world.env });
  world.also(() => terminal.stop());
  const page = await openPage(terminal);
  const answer = page.state(await draftedReview(page, Date.now() - 60_000));
  await terminal.shows(/Sign this as me/);
  terminal.type(ctrlC);
  expect((await answer).json()).toEqual({ outcome: 'declined' });
  await terminal.shows(/the page stays open/);
  expect((await page.get('/workbench/info')).status).toBe(200);
  terminal.type(ctrlC);
  expect(await terminal.ended).toBe(2);
  expect(terminal.text()).toContain('[workbench-left]');
});

test('the browser is given the address; that there is none is a hint, no failure', async () => {
  const { world } = await reviewWorld();
  const bin = join(world.folder, '..', 'bin');
  const opened = join(bin, 'opened');
  await mkdir(bin);
  const args = ['review', 'socks@2.8.4', '--base', '2.8.3'];
  for (const [script, shown] of [
    [`#!/bin/sh\nprintf %s "$1" > '${opened}.new'\nmv '${opened}.new' '${opened}'\n`, /Ctrl-C leaves/],
    ['#!/bin/sh\nexit 3\n', /no browser could be opened/],
  ] as const) {
    await writeFile(join(bin, 'xdg-open'), script);
    await chmod(join(bin, 'xdg-open'), 0o755);
    const env = { ...world.env, PATH: `${bin}:${world.env['PATH'] ?? ''}` };
    const terminal = startInTerminal(args, { cwd: world.folder, env });
    world.also(() => terminal.stop());
    const { origin, token } = await addressOf(terminal);
    await terminal.shows(shown);
    if (script.includes('printf'))
      await expect
        .poll(() => readFile(opened, 'utf8').catch(() => ''))
        .toBe(`${origin}/review#token=${token}`);
    terminal.type(ctrlC);
    expect(await terminal.ended).toBe(2);
  }
});
