import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noChromium, startChromium, type Chromium } from '../browser/chromium.ts';
import { shows, tabTo } from '../browser/by-keyboard.ts';
import { expectQuiet } from '../browser/views.ts';
import { startInTerminal, type TerminalChild } from '../world/terminal-child.ts';
import { makeWorld, type World } from '../world/world.ts';

// Open from the command line, read by keyboard only, mark, comment, sign at the terminal; then the flag.

let chromium: Chromium;
beforeAll(async () => {
  if (!noChromium) chromium = await startChromium();
});
afterAll(() => chromium?.close());

const before = 'exports.connect = (host) => dial(host);\n';
const after = `exports.connect = (host) => dial(host ?? 'localhost');\nexports.close = () => hangUp();\n`;

/** What the bar says is left to read. */
async function left(page: Page): Promise<string | null> {
  return page
    .locator('p', { hasText: /lines? unread, / })
    .first()
    .textContent();
}

/** A project that depends on the new version of a package, with alice's own key as its only anchor: red. */
async function redProject(): Promise<World> {
  const world = await makeWorld(Date.now());
  const files = { 'index.js': before, 'README.md': '# example-dial\n' };
  const old = world.publish({ name: 'example-dial', version: '1.0.0', files });
  const update = world.publish({
    name: 'example-dial',
    version: '1.1.0',
    files: { ...files, 'index.js': after, 'lib/new.js': 'module.exports = 1;\n' },
  });
  const made = await world.child(['key', 'new', '--name', 'alice', '--no-passphrase']);
  const signer = made.stdout.trim();
  await world.lock(update);
  await world.adopt([old], {
    anchors: [{ signer: signer as never, name: 'alice' }],
  });
  expect(await world.child(['gate'])).toMatchObject({ code: 1 });
  return world;
}

async function openWorkbench(
  world: World,
): Promise<{ terminal: TerminalChild; page: Page; quiet: () => void }> {
  const args = ['review', 'example-dial@1.1.0', '--base', '1.0.0', '--no-open', '--key', 'alice'];
  const terminal = startInTerminal(args, { cwd: world.folder, env: world.env });
  world.also(() => terminal.stop());
  const [address] = await terminal.shows(/http:\/\/127\.0\.0\.1:\d+\/review#token=[\w-]+/);
  const page = await chromium.context.newPage();
  world.also(() => page.close());
  page.setDefaultTimeout(15_000);
  const quiet = expectQuiet(page, new URL(address).origin);
  await page.goto(address);
  await shows(page, /lines unread/);
  // It opens with the cursor on the first change of the file to look at first.
  await page
    .getByRole('button', { name: /^Comment/ })
    .first()
    .waitFor();
  return { terminal, page, quiet };
}

test.skipIf(noChromium)('read by keyboard, signed at the terminal: the gate turns green', async () => {
  const world = await redProject();
  const { terminal, page, quiet } = await openWorkbench(world);
  expect(page.url()).not.toContain('token');

  // A comment on the first change, then every file marked as it is read.
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: /comment/i }).waitFor();
  await page.keyboard.type('the default is new');
  await page.keyboard.press('Control+Enter');
  const expectLeft = (words: string) => expect.poll(() => left(page), { timeout: 15_000 }).toBe(words);
  await expectLeft('6 lines unread, 3 not shown');
  await page.keyboard.press('Shift+M');
  await expectLeft('3 lines unread, 2 not shown');
  await page.keyboard.press('Shift+M');
  await expectLeft('2 lines unread, 0 not shown');
  await page.keyboard.press('Shift+M');
  await expectLeft('0 lines unread, 0 not shown');

  // The draft survives a reload.
  await page.reload();
  await expectLeft('0 lines unread, 0 not shown');
  await shows(page, /the default is new/);

  await tabTo(page, /^Sign/);
  await page.keyboard.press('Enter');
  await tabTo(page, /safe-to-run/);
  await page.keyboard.press('Space');
  await tabTo(page, /^low/);
  await page.keyboard.press('Space');
  await tabTo(page, /^low/);
  await page.keyboard.press('Space');
  await tabTo(page, /^Send to the terminal/);
  await page.keyboard.press('Enter');

  await terminal.shows(/the default is new/);
  await terminal.shows(/Sign this[^]*\?/);
  terminal.type('y\r');
  await shows(page, /Signed, and in the log/);
  expect(await terminal.ended).toBe(0);
  expect(await world.child(['gate'])).toMatchObject({ code: 0 });
  quiet();
});

test.skipIf(noChromium)('flagged instead: the gate refuses, home page and feeds show it', async () => {
  const world = await redProject();
  const { terminal, page, quiet } = await openWorkbench(world);
  await page.keyboard.press('j');
  await page.keyboard.press('!');
  await tabTo(page, /^malicious/);
  await page.keyboard.press('Space');
  await tabTo(page, /What kind/);
  await page.keyboard.type('backdoor');
  await tabTo(page, /What you found/);
  await page.keyboard.type('dials home unasked');
  await tabTo(page, /^Send to the terminal/);
  await page.keyboard.press('Enter');
  await terminal.shows(/dials home unasked/);
  await terminal.shows(/index\.js:1/);
  await terminal.shows(/Raise this flag/);
  terminal.type('y\r');
  await shows(page, /Signed, and in the log/);
  expect(await terminal.ended).toBe(0);
  quiet();
  expect(await world.child(['gate'])).toMatchObject({ code: 3 });

  await page.goto(`${world.node.url}/`);
  await shows(page, /dials home unasked/);
  for (const feed of ['atom', 'json']) {
    const answer = await fetch(`${world.node.url}/feeds/flags.${feed}`);
    expect(await answer.text()).toContain('dials home unasked');
  }
});
