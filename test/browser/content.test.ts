import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorldNode, type WorldNode } from '../world/node.ts';
import { listenTo, noChromium, startChromium, type Chromium } from './chromium.ts';

// Colours and pixels, made of a package's bytes under the headers that every node sends.

const web = fileURLToPath(new URL('../../web', import.meta.url));
const script = `
  import { openHighlighter } from ${JSON.stringify(join(web, 'src/worker/open-highlighter.ts'))};
  import { decodeImage } from ${JSON.stringify(join(web, 'src/worker/content/image.ts'))};
  Object.assign(globalThis, { openHighlighter, decodeImage });
`;

interface Tokens {
  readonly lines: Uint32Array;
  readonly spans: Uint32Array;
}

/** What the script above puts on the page. */
interface OnPage {
  openHighlighter(): {
    worker: { tokens(path: string, bytes: Uint8Array): Promise<Tokens | null> };
    close(): void;
  };
  decodeImage(bytes: Uint8Array): Promise<{ width: number; height: number } | null>;
}

let chromium: Chromium;
let node: WorldNode;
let folder: string;

beforeAll(async () => {
  if (noChromium) return;
  folder = await mkdtemp(join(tmpdir(), 'countersign-page-'));
  await writeFile(join(folder, 'main.ts'), script);
  const icon = '<link rel="icon" href="/icon.svg" type="image/svg+xml" />';
  const start = '<script type="module" src="/main.ts"></script>';
  await writeFile(join(folder, 'index.html'), `<!doctype html><head>${icon}${start}</head>`);
  const webDir = join(folder, 'dist');
  const configFile = join(web, 'vite.config.ts');
  await build({
    root: folder,
    publicDir: join(web, 'public'),
    configFile,
    logLevel: 'silent',
    build: { outDir: webDir },
  });
  [chromium, node] = await Promise.all([
    startChromium(),
    startWorldNode(Date.parse('2026-11-22T17:00:00Z'), { webDir }),
  ]);
});
afterAll(async () => {
  await chromium?.close();
  await node?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function onPage<Result>(use: (page: Page) => Promise<Result>): Promise<Result> {
  const page = await chromium.context.newPage();
  try {
    const complaints = listenTo(page, node.url);
    await page.goto(`${node.url}/`, { waitUntil: 'networkidle' });
    const result = await use(page);
    expect(complaints).toEqual({ console: [], foreignRequests: [] });
    return result;
  } finally {
    await page.close();
  }
}

test.skipIf(noChromium)('a file is coloured in a worker, and no policy is in its way', async () => {
  const answers = await onPage((page) =>
    page.evaluate(async () => {
      const { worker, close } = (globalThis as unknown as OnPage).openHighlighter();
      const bytes = new TextEncoder().encode('const a = 1;\n/* <script> */\n');
      const asked = await Promise.all(['a.js', 'LICENSE'].map((path) => worker.tokens(path, bytes)));
      close();
      return asked.map((tokens) => tokens && Array.from(tokens.lines));
    }),
  );
  expect(answers).toEqual([[0, 5, 6], null]);
});

test.skipIf(noChromium)('images of four kinds are drawn; SVG, bombs and broken ones are not', async () => {
  const sizes = await onPage((page) =>
    page.evaluate(async () => {
      const { decodeImage } = globalThis as unknown as OnPage;
      const files: Record<string, Uint8Array> = {};
      for (const type of ['png', 'jpeg', 'webp']) {
        const canvas = new OffscreenCanvas(20, 10);
        canvas.getContext('2d')?.fillRect(0, 0, 5, 5);
        const blob = await canvas.convertToBlob({ type: `image/${type}` });
        files[type] = new Uint8Array(await blob.arrayBuffer());
      }
      files['gif'] = Uint8Array.fromBase64('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7');
      files['svg'] = new TextEncoder().encode(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
      );
      const bomb = (files['png'] as Uint8Array).slice();
      bomb.set([0, 0, 0x40, 0, 0, 0, 0x40, 0], 16);
      files['bomb'] = bomb;
      files['broken'] = (files['png'] as Uint8Array).slice(0, 30);
      const drawn = Object.entries(files).map(async ([name, bytes]) => {
        const image = await decodeImage(bytes);
        return [name, image && [image.width, image.height]];
      });
      return Object.fromEntries(await Promise.all(drawn)) as Record<string, number[] | null>;
    }),
  );
  expect(sizes).toEqual({
    png: [20, 10],
    jpeg: [20, 10],
    webp: [20, 10],
    gif: [1, 1],
    svg: null,
    bomb: null,
    broken: null,
  });
});
