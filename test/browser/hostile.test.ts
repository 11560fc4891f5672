import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFakeRegistry, type FakeRegistry } from '../world/registry.ts';
import { startWorldNode, type WorldNode } from '../world/node.ts';
import { noon } from '../world/world.ts';
import { noChromium, startChromium, type Chromium } from './chromium.ts';
import { hostilePackage, type HostilePackage } from './hostile-package.ts';
import { expectQuiet } from './views.ts';

// A package that tries everything on its reader: each file is shown for what it is, and none is more than text.

let chromium: Chromium;
let registry: FakeRegistry;
let node: WorldNode;
let hostile: HostilePackage;

beforeAll(async () => {
  if (noChromium) return;
  [chromium, registry] = await Promise.all([startChromium(), startFakeRegistry()]);
  hostile = hostilePackage(Number(process.env['HOSTILE_SCALE'] ?? '0.02'));
  const name = 'tries-everything';
  registry.publish({ name, version: '1.0.0', tarball: hostile.base });
  registry.publish({ name, version: '1.0.1', tarball: hostile.target });
  node = await startWorldNode(noon, { registry });
});
afterAll(async () => {
  await chromium?.close();
  await node?.close();
  await registry?.close();
});

async function openReview(page: Page): Promise<void> {
  page.setDefaultTimeout(30_000);
  await page.setViewportSize({ width: 1400, height: 900 });
  await page.goto(
    `${node.url}/review?purl=${encodeURIComponent('pkg:npm/tries-everything@1.0.1')}&base=1.0.0`,
  );
  await page
    .getByText(/lines unread/)
    .first()
    .waitFor();
}

/** Opens a file by the jump dialog. */
async function show(page: Page, path: string): Promise<void> {
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').or(dialog.getByRole('textbox')).first().fill(path.slice(0, 40));
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page.locator('#file-name', { hasText: path.slice(0, 8) }).waitFor();
}

/** What is said where a file is shown, whatever else is said. */
const expected: Readonly<Record<string, RegExp>> = {
  svg: /onload="globalThis/,
  readme: /<script>globalThis/,
  bidi: /U\+202E/,
  lookAlike: /U\+0430|CYRILLIC/i,
  nuls: /61 00 62 00 63/,
  surrogates: /ed a0 80/,
  longLine: /characters not shown/,
  lineEnds: /line ends|␍/i,
  whiteSpace: /white space/i,
  toText: /was binary|binary/i,
  mode: /755|executable/i,
  movedEdited: /moved-old\.js/,
  archive: /inner\.js/,
  image: /png|pixel|image/i,
};

test.skipIf(noChromium)(
  'every file of it is text to the page, and nothing else',
  { timeout: 300_000 },
  async () => {
    const page = await chromium.context.newPage();
    try {
      const quiet = expectQuiet(page, node.url);
      await openReview(page);
      const shown: Record<string, boolean> = {};
      for (const [what, pattern] of Object.entries(expected)) {
        await show(page, hostile.paths[what] as string);
        shown[what] = await page
          .locator('section[aria-labelledby=file-name]', { hasText: pattern })
          .waitFor({ timeout: 10_000 })
          .then(
            () => true,
            () => false,
          );
      }
      expect(shown).toEqual(Object.fromEntries(Object.keys(expected).map((what) => [what, true])));
      expect(
        await page.evaluate(() => (globalThis as { interpreted?: boolean }).interpreted),
      ).toBeUndefined();
      expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
      quiet();
    } finally {
      await page.close();
    }
  },
);

test.skipIf(noChromium)('bytes that do not match are refused, and nothing of them is read', async () => {
  const page = await chromium.context.newPage();
  try {
    await page.route('**/artifacts/sha256/**', async (route) => {
      const answer = await route.fetch();
      const body = Buffer.from(await answer.body());
      body[body.length >> 1] = (body[body.length >> 1] as number) ^ 1;
      await route.fulfill({ response: answer, body });
    });
    page.setDefaultTimeout(30_000);
    await page.goto(
      `${node.url}/review?purl=${encodeURIComponent('pkg:npm/tries-everything@1.0.1')}&base=1.0.0`,
    );
    await page
      .getByText(/do not match|other bytes|not the bytes/i)
      .first()
      .waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/lines? unread/);
  } finally {
    await page.close();
  }
});

test.skipIf(noChromium)('a node that does not answer is said to be down', async () => {
  const page = await chromium.context.newPage();
  try {
    await page.route('**/artifacts/sha256/**', (route) => route.abort('connectionrefused'));
    page.setDefaultTimeout(30_000);
    await page.goto(
      `${node.url}/review?purl=${encodeURIComponent('pkg:npm/tries-everything@1.0.1')}&base=1.0.0`,
    );
    await page
      .getByText(/does not answer|could not be reached|no answer/i)
      .first()
      .waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/lines? unread/);
  } finally {
    await page.close();
  }
});
