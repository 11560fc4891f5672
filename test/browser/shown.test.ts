import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorldNode, type WorldNode } from '../world/node.ts';
import { startFakeRegistry, type FakeRegistry } from '../world/registry.ts';
import { noon } from '../world/world.ts';
import { noChromium, startChromium, type Chromium } from './chromium.ts';

// The workbench calls nothing shown that was not before the reader's eyes.

let chromium: Chromium;
let registry: FakeRegistry;
let node: WorldNode;

const name = 'never-shown';
const line = (at: number): string => `export const value${at} = ${at};\n`;
const longLine = `const long = '${Array.from({ length: 60 }, (_, at) => `part ${at}`).join(', ')}';\n`;

beforeAll(async () => {
  if (noChromium) return;
  [chromium, registry] = await Promise.all([startChromium(), startFakeRegistry()]);
  registry.publish({ name, version: '1.0.0', files: { 'same.js': line(1) } });
  const files = {
    'same.js': line(1),
    'long.js': longLine,
    'many.js': Array.from({ length: 300 }, (_, at) => line(at)).join(''),
    'nul.js': `/*\0*/${'run();\n'.repeat(2000)}`,
  };
  registry.publish({ name, version: '1.0.1', files });
  const webDir = process.env['PAGES'];
  node = await startWorldNode(noon, { registry, ...(webDir === undefined ? {} : { webDir }) });
});
afterAll(async () => {
  await chromium?.close();
  await node?.close();
  await registry?.close();
});

/** Opens one file of the change as the first one; what is not shown of it so far is told by `left`. */
async function open(path: string, before: (page: Page) => Promise<unknown> = async () => {}): Promise<Page> {
  const page = await chromium.context.newPage();
  page.setDefaultTimeout(30_000);
  await page.setViewportSize({ width: 1400, height: 900 });
  await before(page);
  const query = new URLSearchParams({ purl: `pkg:npm/${name}@1.0.1`, base: '1.0.0', file: path });
  await page.goto(`${node.url}/review?${query}`);
  await page.locator('#file-name', { hasText: path }).waitFor();
  await page
    .getByText(/lines unread/)
    .first()
    .waitFor();
  return page;
}

/** Of the file in view. */
async function left(page: Page): Promise<number> {
  const text = await page.locator('section[aria-labelledby=file-name] header p').innerText();
  return Number(/(\d+) not shown/.exec(text)?.[1] ?? 0);
}

/** What is left once all that is before the reader has had the time to count: that nothing more counts has no event. */
async function settled(page: Page): Promise<number> {
  await page.waitForTimeout(900);
  return left(page);
}

async function forget(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const { name: database } of await indexedDB.databases()) indexedDB.deleteDatabase(database ?? '');
  });
  await page.close();
}

test.skipIf(noChromium)('lines on screen are shown, and no more of them', { timeout: 60_000 }, async () => {
  const page = await open('many.js');
  await expect.poll(() => left(page), { timeout: 10_000 }).toBeLessThan(300);
  expect(await settled(page)).toBeGreaterThan(200);
  await forget(page);
});

test.skipIf(noChromium)('nothing is shown in a tab that is not seen', { timeout: 60_000 }, async () => {
  for (const path of ['many.js', 'nul.js']) {
    const page = await open(path, (fresh) =>
      fresh.addInitScript(() => Object.defineProperty(document, 'visibilityState', { value: 'hidden' })),
    );
    expect(await settled(page)).toBe(path === 'many.js' ? 300 : 1);
    await forget(page);
  }
});

test.skipIf(noChromium)('nothing is shown behind what stands before it', { timeout: 60_000 }, async () => {
  const page = await open('many.js', (fresh) =>
    // In the middle of the rows there is a gap in what covers them.
    fresh.addInitScript(() => {
      addEventListener('DOMContentLoaded', () => {
        for (const inset of ['0 0 48% 0', '57% 0 0 0']) {
          const cover = document.createElement('div');
          Object.assign(cover.style, { position: 'fixed', inset, zIndex: '9', background: 'grey' });
          document.body.append(cover);
        }
      });
    }),
  );
  // What shows through the gap is a few rows.
  expect(await settled(page)).toBeGreaterThan(290);
  await forget(page);
});

test.skipIf(noChromium)(
  'zoomed in with two fingers, only what is before the eyes',
  { timeout: 60_000 },
  async () => {
    const page = await open('many.js', async (fresh) => {
      await fresh.addInitScript(() => {
        const none = (): void => {};
        const seen = {
          offsetLeft: 0,
          offsetTop: 0,
          width: 1400,
          height: 300,
          addEventListener: none,
          removeEventListener: none,
        };
        Object.defineProperty(globalThis, 'visualViewport', { value: seen });
      });
    });
    expect(await settled(page)).toBeGreaterThan(285);
    await forget(page);
  },
);

test.skipIf(noChromium)(
  'specks are not read: zoomed out far, nothing is shown',
  { timeout: 60_000 },
  async () => {
    const page = await open('many.js', (fresh) =>
      fresh.addInitScript(() => Object.defineProperty(globalThis, 'devicePixelRatio', { value: 0.25 })),
    );
    expect(await settled(page)).toBe(300);
    await forget(page);
  },
);

test.skipIf(noChromium)(
  'the end of a line that its button covers is not shown',
  { timeout: 60_000 },
  async () => {
    const page = await open('long.js', (fresh) =>
      fresh.addInitScript(() => localStorage.setItem('countersign.review.view', '{"wrap":false}')),
    );
    expect(await settled(page)).toBe(1);
    // As wide as the line is, less than its button: its end lies under that.
    const wide = await page.locator('[data-changed] code').evaluate((code) => {
      const { width } = code.getBoundingClientRect();
      const cell = code.parentElement?.getBoundingClientRect().width ?? 0;
      return Math.ceil(1400 + width + 20 - cell + 20);
    });
    await page.setViewportSize({ width: wide, height: 900 });
    expect(await settled(page)).toBe(1);
    await page.setViewportSize({ width: wide + 200, height: 900 });
    await expect.poll(() => left(page), { timeout: 10_000 }).toBe(0);
    await page.evaluate(() => localStorage.clear());
    await forget(page);
  },
);

test.skipIf(noChromium)(
  'text that wraps goes round its button, and is shown',
  { timeout: 60_000 },
  async () => {
    const page = await open('long.js');
    await expect.poll(() => left(page), { timeout: 10_000 }).toBe(0);
    const cell = page.locator('[data-changed]');
    const button = (await cell.locator('[data-action=comment]').boundingBox()) ?? { x: 0 };
    const text = (await cell.locator('code').boundingBox()) ?? { x: 0, width: 0 };
    expect(button.x).toBeGreaterThan(text.x + text.width);
    await forget(page);
  },
);

test.skipIf(noChromium)(
  'a script that one NUL made binary is not shown by its first bytes',
  { timeout: 60_000 },
  async () => {
    const page = await open('nul.js');
    expect(await settled(page)).toBe(1);
    const bytes = page.getByLabel('Bytes in hexadecimal');
    const readOn = async (): Promise<number> => {
      await bytes.evaluate((pre) => pre.lastElementChild?.scrollIntoView());
      const later = page.getByRole('button', { name: 'Later bytes' });
      if (await later.isEnabled()) await later.click();
      return left(page);
    };
    await expect.poll(readOn, { interval: 500, timeout: 15_000 }).toBe(0);
    await forget(page);
  },
);

test.skipIf(noChromium)(
  'the key for the next change passes over no line of a long one',
  { timeout: 60_000 },
  async () => {
    const page = await open('many.js');
    let before = 300;
    for (let pressed = 0; before > 0 && pressed < 40; pressed++) {
      await expect.poll(() => left(page), { timeout: 10_000 }).toBeLessThan(before);
      before = await left(page);
      await page.keyboard.press('n');
    }
    await forget(page);
  },
);
