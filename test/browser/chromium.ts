import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { skipReason } from '../skips.ts';

const executablePath = '/usr/bin/chromium';

/** To be used as `test.skipIf(noChromium)`. */
export const noChromium = !existsSync(executablePath) && skipReason('Chromium is not installed');

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Chromium {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Debian's Chromium without a window, with a profile of its own that is gone when it closes. */
export async function startChromium(): Promise<Chromium> {
  const profile = await mkdtemp(join(tmpdir(), 'countersign-chromium-'));
  // Chromium refuses to sandbox what root runs.
  const args = process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
  const context = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args });
  return {
    context,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What a page complains about, or asks of anybody but its own server, from now on. */
export interface Complaints {
  readonly console: string[];
  readonly foreignRequests: string[];
}

export function listenTo(page: Page, origin: string): Complaints {
  const complaints: Complaints = { console: [], foreignRequests: [] };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.console.push(message.text());
  });
  page.on('pageerror', (error) => void complaints.console.push(String(error)));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) complaints.foreignRequests.push(request.url());
  });
  return complaints;
}
