import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { listenTo } from './chromium.ts';

/** The four forms in which every page is looked at. */
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };
export const views = (['light', 'dark'] as const).flatMap((scheme) =>
  (['phone', 'desktop'] as const).map((size) => ({ scheme, size })),
);
export type View = (typeof views)[number];

export async function setView(page: Page, { scheme, size }: View): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize(sizes[size]);
}

/** Fails when the page asks anybody but its own server, breaks its policy, or complains; call it before `goto`. */
export function expectQuiet(page: Page, origin: string): () => void {
  const complaints = listenTo(page, origin);
  return () => expect(complaints).toEqual({ console: [], foreignRequests: [] });
}

/** What axe finds, and whether the page scrolls sideways; nothing where all is well. */
export async function misfits(page: Page, { scheme, size }: View, name: string): Promise<string[][]> {
  // Evaluated by the debugger, which the page's policy does not bind.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  // Whoever works on a page looks at it too: SCREENSHOTS=<folder> vitest run test/browser
  const folder = process.env['SCREENSHOTS'];
  if (folder) await page.screenshot({ path: join(folder, `${name}-${scheme}-${size}.png`) });
  return [
    ...violations.map(({ id, nodes }) => [name, id, ...nodes.map(({ html }) => html)]),
    ...(width > sizes[size].width ? [[name, 'scrolls sideways', String(width)]] : []),
  ];
}
