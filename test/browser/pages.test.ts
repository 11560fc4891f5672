import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFakeRegistry, type FakeRegistry } from '../world/registry.ts';
import { startWorldNode, type WorldNode } from '../world/node.ts';
import * as say from '../world/statements.ts';
import { alice, bob, carol, noon } from '../world/world.ts';
import { noChromium, startChromium, type Chromium } from './chromium.ts';
import { misfits, expectQuiet, setView, views } from './views.ts';

// Every page of a node with something to show, on a phone and a desktop, light and dark: nothing that axe finds, nothing
// that breaks the page's own policy, no request to anybody else, no sideways scrolling.

let chromium: Chromium;
let registry: FakeRegistry;
let node: WorldNode;
let pages: [name: string, path: string, shows: RegExp][];

beforeAll(async () => {
  if (noChromium) return;
  [chromium, registry] = await Promise.all([startChromium(), startFakeRegistry()]);
  node = await startWorldNode(noon, { registry });
  pages = await fill();
});
afterAll(async () => {
  await chromium?.close();
  await node?.close();
  await registry?.close();
});

async function fill(): Promise<typeof pages> {
  const publish = (name: string, version: string, files = {}): say.Release => {
    const release = { name, version };
    return { ...release, ...registry.publish({ ...release, files }) };
  };
  const socks = publish('example-socks', '1.0.0', { 'index.js': 'dial();\n' });
  const update = publish('example-socks', '1.1.0', { 'index.js': 'dial(host);\nhangUp();\n' });
  publish('example-socks', '1.2.0', { 'index.js': 'dial(host);\nhangUp(now);\n' });
  const evil = publish('evil-onion', '2.0.0', { 'index.js': 'read();\n' });
  const review = say.review(alice, socks, noon);
  const summary = `reads keys <b> ${'and sends them on '.repeat(8)}`.trim();
  await node.log(
    review,
    say.review(bob, update, noon, { base: socks }),
    say.flag(carol, evil, noon, {
      severity: 'malicious',
      summary,
      evidence: [{ path: 'index.js', lines: [1, 1] }],
    }),
    say.flag(bob, evil, noon, {
      severity: 'suspicious',
      summary: 'its source is not what is in its repository',
    }),
    say.flag(alice, update, noon, {
      severity: 'vulnerable',
      category: 'vulnerability',
      summary: 'keys of Math.random',
    }),
    say.vouch(alice, bob.id, noon),
    say.profile(alice, 'alice', noon),
  );
  await node.refreshQueue();
  const release = encodeURIComponent('pkg:npm/example-socks@1.1.0');
  return [
    ['flags', '/', /reads keys/],
    ['queue', '/queue', /example-socks 1\.2\.0/],
    ['packages', '/packages', /example-socks/],
    ['package', `/package?purl=${encodeURIComponent('pkg:npm/example-socks')}`, /1\.1\.0/],
    ['release', `/release?purl=${release}`, /keys of Math\.random/],
    ['reviewer', `/reviewer?signer=${encodeURIComponent(alice.id)}`, /example-socks/],
    ['log', '/log', /checkpoint/i],
    ['log-entry', '/log?log=trust&index=0', /evil-onion/],
    ['review', `/review?purl=${release}&base=1.0.0`, /lines? unread, \d+ not shown/],
    ['help', '/help', /threat|protect/i],
    [
      'unknown-release',
      `/release?purl=${encodeURIComponent('pkg:npm/never-heard-of@1.0.0')}`,
      /never-heard-of/,
    ],
    ['refused-address', '/release?purl=%3Cscript%3E', /./],
  ];
}

async function open(page: Page, path: string, shows: RegExp): Promise<void> {
  await page.goto(`${node.url}${path}`);
  await page.locator('h1').first().waitFor();
  await page.locator('body', { hasText: shows }).waitFor();
  await page.waitForLoadState('networkidle');
}

test.skipIf(noChromium).for(views)(
  'every page fits, in $scheme on a $size',
  { timeout: 180_000 },
  async (view) => {
    const page = await chromium.context.newPage();
    page.setDefaultTimeout(20_000);
    try {
      await setView(page, view);
      const quiet = expectQuiet(page, node.url);
      const found: string[][] = [];
      for (const [name, path, shows] of pages) {
        await open(page, path, shows);
        expect(await page.title()).toMatch(/Countersign/);
        found.push(...(await misfits(page, view, name)));
      }
      quiet();
    } finally {
      await page.close();
    }
  },
);

test.skipIf(noChromium)(
  'every link of every page leads somewhere on this node',
  { timeout: 120_000 },
  async () => {
    const page = await chromium.context.newPage();
    page.setDefaultTimeout(20_000);
    try {
      const links = new Set<string>();
      for (const [, path, shows] of pages) {
        await open(page, path, shows);
        for (const link of await page.evaluate(() => Array.from(document.links, ({ href }) => href)))
          links.add(link);
      }
      const dead = [];
      for (const link of links) {
        const { origin } = new URL(link);
        if (origin !== node.url || !(await fetch(link)).ok) dead.push(link);
      }
      expect(dead).toEqual([]);
      expect(links.size).toBeGreaterThan(15);
    } finally {
      await page.close();
    }
  },
);
