import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { BrowserContext } from 'playwright-core';
import { send, type Case } from './case.ts';
import { listenTo, type Complaints } from './chromium.ts';
import type { AnsweringPage } from './page.ts';
import type { Answer } from './verbs.ts';

/** As strict as what a node sends with its own pages, but for our script and what it fetches. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";

export interface Asked {
  readonly answers: readonly Answer[];
  readonly complaints: Complaints;
}

/** Asks every case in a page on loopback, which counts as a secure context: WebCrypto is there. */
export async function askPage(
  context: BrowserContext,
  script: string,
  cases: readonly Case[],
): Promise<Asked> {
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', contentSecurityPolicy);
    const [type, body] = bodyOf(request.url ?? '', script, cases);
    response.writeHead(body === null ? 204 : 200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const page = await context.newPage();
  try {
    const complaints = listenTo(page, origin);
    await page.goto(origin);
    const answers = await page.evaluate(() => (globalThis as unknown as AnsweringPage).answers);
    return { answers, complaints };
  } finally {
    await page.close();
    server.closeAllConnections();
    server.close();
  }
}

function bodyOf(path: string, script: string, cases: readonly Case[]): [type: string, body: string | null] {
  if (path === '/') return ['text/html', '<!doctype html><script src="/page.js"></script>'];
  if (path === '/page.js') return ['text/javascript', script];
  if (path === '/cases.json') return ['application/json', JSON.stringify(cases.map(send))];
  // Chromium asks for an icon.
  return ['text/plain', null];
}

export interface Bundle {
  readonly script: string;
  /** Source files in it, from the project's root. */
  readonly inputs: readonly string[];
}

/** page.ts with all of `shared` that it uses, as a browser would be given it. */
export async function bundlePage(): Promise<Bundle> {
  const built = await build({
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    entryPoints: ['test/browser/page.ts'],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2024',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  return { script: built.outputFiles[0]!.text, inputs: Object.keys(built.metafile.inputs) };
}
