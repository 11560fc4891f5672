import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorldNode, type WorldNode } from '../world/node.ts';
import { listenTo, noChromium, startChromium, type Chromium } from './chromium.ts';

// What a node's visitor sees first.

let chromium: Chromium;
let node: WorldNode;

beforeAll(async () => {
  if (noChromium) return;
  [chromium, node] = await Promise.all([startChromium(), startWorldNode(Date.parse('2026-11-22T17:00:00Z'))]);
});
afterAll(async () => {
  await chromium?.close();
  await node?.close();
});

async function withPage<Result>(use: (page: Page) => Promise<Result>): Promise<Result> {
  const page = await chromium.context.newPage();
  try {
    return await use(page);
  } finally {
    await page.close();
  }
}

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };
const views = (['light', 'dark'] as const).flatMap((scheme) =>
  (['phone', 'desktop'] as const).map((size) => ({ scheme, size })),
);

test.skipIf(noChromium).for(views)(
  '$scheme on a $size: quiet, legible and no wider than the screen',
  (view) =>
    withPage(async (page) => {
      const complaints = listenTo(page, node.url);
      await page.emulateMedia({ colorScheme: view.scheme });
      await page.setViewportSize(sizes[view.size]);
      await page.goto(`${node.url}/`, { waitUntil: 'networkidle' });
      expect(complaints).toEqual({ console: [], foreignRequests: [] });
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run(),
      );
      expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBe(sizes[view.size].width);
      // Whoever works on the page looks at it too: SCREENSHOTS=/tmp/shots vitest run test/browser
      const folder = process.env['SCREENSHOTS'];
      if (folder) {
        await page.screenshot({ path: join(folder, `${view.scheme}-${view.size}.png`), fullPage: true });
      }
    }),
);

test.skipIf(noChromium)('every link of the page leads somewhere on this node', () =>
  withPage(async (page) => {
    await page.goto(`${node.url}/`);
    const links = await page.evaluate(() => Array.from(document.links, (link) => link.href));
    const dead = [];
    for (const link of new Set(links)) {
      const { hash, origin } = new URL(link);
      const found = hash
        ? await page.evaluate((id) => document.getElementById(id) !== null, hash.slice(1))
        : (await fetch(link)).ok;
      if (!found || origin !== node.url) dead.push(link);
    }
    expect(dead).toEqual([]);
    expect(links.length).toBeGreaterThan(5);
  }),
);

test.skipIf(noChromium)('the page can be walked with the keyboard, from the skip link to each command', () =>
  withPage(async (page) => {
    await page.goto(`${node.url}/`);
    const stops = [];
    for (;;) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const at = document.activeElement;
        if (!at || at === document.body) return null;
        const { outlineStyle } = getComputedStyle(at);
        const { left } = at.getBoundingClientRect();
        return { text: at.textContent.trim(), seen: outlineStyle !== 'none' && left >= 0 };
      });
      if (stop === null || stops.length > 50) break;
      stops.push(stop);
    }
    expect(stops.filter(({ seen }) => !seen)).toEqual([]);
    expect(stops[0]?.text).toMatch(/^Skip/);
    expect(stops.filter(({ text }) => text.startsWith('countersign '))).toHaveLength(4);
  }),
);

test.skipIf(noChromium)(
  'the page says what it is without its style sheet, and to those who do not see it',
  () =>
    withPage(async (page) => {
      await page.goto(`${node.url}/`);
      const outline = await page.evaluate(() => ({
        language: document.documentElement.lang,
        title: document.title,
        landmarks: ['header', 'main', 'footer'].map((name) => document.querySelectorAll(name).length),
        headings: Array.from(document.querySelectorAll('h1, h2, h3, h4'), (heading) => heading.localName),
        scripts: document.scripts.length,
      }));
      expect(outline).toMatchObject({ language: 'en', landmarks: [1, 1, 1], scripts: 0 });
      expect(outline.title).toContain('Countersign');
      expect(outline.headings[0]).toBe('h1');
      expect(outline.headings.slice(1).every((heading) => heading === 'h2')).toBe(true);
    }),
);
