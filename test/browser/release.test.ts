import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { artifactDigest } from '@countersign/shared/digest.ts';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { reviewer } from '@countersign/shared/statement/testing/drafts.ts';
import { startWorldNode, type WorldNode } from '../world/node.ts';
import { flag, profile, purlOf, review, type Release } from '../world/statements.ts';
import { shows } from './by-keyboard.ts';
import { listenTo, noChromium, startChromium, type Chromium, type Complaints } from './chromium.ts';
import { misfits, setView, views } from './views.ts';

// The verdict on a release, and the proofs behind it, computed in a visitor's browser.

const [alice, bob] = [reviewer(1), reviewer(2)];
const release = (name: string, version: string): Release => ({
  name,
  version,
  digest: artifactDigest(toUtf8(`${name} ${version}`)),
  integrity: '',
});
const [older, read, flagged] = [
  release('example', '1.0.0'),
  release('example', '1.0.1'),
  release('evil-example', '2.0.0'),
];

let chromium: Chromium;
let node: WorldNode;

beforeAll(async () => {
  if (noChromium) return;
  const now = Date.now();
  [chromium, node] = await Promise.all([startChromium(), startWorldNode(now)]);
  await node.log(profile(alice, 'Alice', now), review(alice, older, now), review(bob, read, now));
  await node.log(review(alice, read, now, { base: older, summary: 'reads the host with typeof' }));
  await node.log(review(bob, flagged, now), flag(alice, flagged, now, { summary: 'sends ~/.ssh away' }));
});
afterAll(async () => {
  await chromium?.close();
  await node?.close();
});

const noComplaints: Complaints = { console: [], foreignRequests: [] };

/** A page whose browser has seen nothing yet; what it complained about. */
async function visit(use: (page: Page) => Promise<void>): Promise<Complaints> {
  const page = await chromium.context.newPage();
  const complaints = listenTo(page, node.url);
  try {
    await page.goto(`${node.url}/help`);
    await page.evaluate(() => localStorage.clear());
    await use(page);
    return complaints;
  } finally {
    await page.close();
  }
}

const pageOf = (one: Release) => `${node.url}/release?purl=${encodeURIComponent(purlOf(one))}`;

async function trustBoth(page: Page): Promise<void> {
  await page.getByLabel(/^One signer a line/).fill(`${alice.id} alice\n${bob.id} bob`);
  await page.getByRole('button', { name: 'Count their word' }).click();
}

test.skipIf(noChromium)('no verdict until somebody’s word counts; then as many as asked for, by name', () =>
  expect(
    visit(async (page) => {
      await page.goto(pageOf(read));
      await shows(page, /Choose whose word counts for you/);
      await shows(page, /reads the host with typeof/);
      await trustBoth(page);
      await shows(page, /Two of the two parties that you ask for accept it as safe to run: alice and bob\./);
      await shows(page, /you have not pinned them/);
      await page.getByLabel('Parties (κ)').selectOption('3');
      await shows(page, /Two of the three parties/);
    }),
  ).resolves.toEqual(noComplaints),
);

test.skipIf(noChromium)('an allow does not outlive the answer of its node', () =>
  expect(
    visit(async (page) => {
      await page.clock.install();
      await page.goto(pageOf(read));
      await trustBoth(page);
      await shows(page, /Two of the two parties/);
      await page.route('**/checkpoint', (route) => route.fulfill({ status: 200, body: 'no checkpoint' }));
      await page.route('**/api/**', (route) => route.fulfill({ status: 200, body: '{}' }));
      await page.clock.fastForward('20:00');
      await shows(page, /No verdict at this moment/);
      await expect.poll(() => page.getByText(/Two of the two parties/).count()).toBe(0);
    }),
  ).resolves.toEqual(noComplaints),
);

test.skipIf(noChromium)('a flag comes first, however many reviews there are', () =>
  expect(
    visit(async (page) => {
      await page.goto(pageOf(flagged));
      await trustBoth(page);
      await shows(page, /Do not install it\. alice, whose word counts for you, flags it as malicious\./);
      expect(await page.title()).toContain('evil-example 2.0.0');
    }),
  ).resolves.toEqual(noComplaints),
);

test.skipIf(noChromium)('a proof is walked step by step, up to the root that the log signed', () =>
  expect(
    visit(async (page) => {
      await page.goto(pageOf(read));
      await page
        .getByText(/In this node’s reviews log at index/)
        .first()
        .click();
      await shows(page, /This is the root in the checkpoint:/);
      await page.goto(`${node.url}/log?log=reviews&index=0`);
      await shows(page, /This is the root in the checkpoint:/);
      await shows(page, /the signature verifies/);
    }),
  ).resolves.toEqual(noComplaints),
);

test.skipIf(noChromium)('one field searches both logs, and says what it took the text for', () =>
  expect(
    visit(async (page) => {
      await page.goto(`${node.url}/log`);
      await page.getByLabel(/^Package, release, digest/).fill('example@1.0.1');
      await shows(page, /Taken for a release, pkg:npm\/example@1\.0\.1\./);
      await page.getByRole('button', { name: 'Search' }).click();
      await shows(page, /2 statements in both logs/);
    }),
  ).resolves.toEqual(noComplaints),
);

test.skipIf(noChromium)('a log under another key than this browser saw is loud, and no verdict', () =>
  expect(
    visit(async (page) => {
      await page.goto(pageOf(read));
      await trustBoth(page);
      await shows(page, /Two of the two parties/);
      await page.evaluate(() => {
        const kept = JSON.parse(localStorage.getItem('countersign.logs') ?? '{}') as {
          trust: { vkey: string };
        };
        kept.trust.vkey = `other ${kept.trust.vkey}`;
        localStorage.setItem('countersign.logs', JSON.stringify(kept));
      });
      await page.reload();
      await shows(page, /has another key than on your last visit/);
      await shows(page, /^No verdict\./);
    }),
  ).resolves.toEqual(noComplaints),
);

test.skipIf(noChromium).for(views)(
  '$scheme on a $size: release and log fit the screen, and axe finds nothing',
  (view) =>
    expect(
      visit(async (page) => {
        await setView(page, view);
        await page.goto(pageOf(flagged));
        await trustBoth(page);
        await shows(page, /Do not install it/);
        expect(await misfits(page, view, 'release')).toEqual([]);
        await page.goto(`${node.url}/log?log=reviews`);
        await page.getByRole('table').waitFor();
        expect(await misfits(page, view, 'log')).toEqual([]);
        await page.goto(`${node.url}/log?log=trust&index=0`);
        await shows(page, /This is the root in the checkpoint:/);
        expect(await misfits(page, view, 'entry')).toEqual([]);
      }),
    ).resolves.toEqual(noComplaints),
);
