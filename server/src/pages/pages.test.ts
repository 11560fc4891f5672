import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { writePages } from '../testing/pages.ts';
import { temporaryFolder, testNode } from '../testing/test-node.ts';
import { clientRoutes, registerPages } from './pages.ts';

async function withPages() {
  const webDir = await writePages(await temporaryFolder());
  return { webDir, ...(await testNode({ settings: { webDir } })) };
}

test('every page has an address of its own, and no other address is a page', async () => {
  const { app } = await withPages();
  for (const url of [...clientRoutes, '/release?purl=pkg:npm/x@1', '/?severity=malicious']) {
    const answer = await app.inject({ url });
    expect([url, answer.statusCode, answer.headers['content-type']]).toEqual([
      url,
      200,
      'text/html; charset=utf-8',
    ]);
    expect(answer.headers['cache-control']).toBe('no-cache');
  }
  for (const url of ['/index.html', '/queue/', '/release/x', '/assets/', '/assets/gone.js', '/nowhere']) {
    const answer = await app.inject({ url });
    expect([url, answer.statusCode, answer.json().code]).toEqual([url, 404, 'route-unknown']);
  }
});

test('a visitor at an address that is none gets the pages, which say so; a program gets JSON', async () => {
  const { app } = await testNode();
  for (const url of ['/relase?purl=x', '/api/nothing', '/%2e%2e/package.json']) {
    const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
    const visit = await app.inject({ url, headers: { accept } });
    expect([url, visit.statusCode, visit.headers['content-type']]).toEqual([
      url,
      404,
      'text/html; charset=utf-8',
    ]);
    expect(visit.headers['content-security-policy']).toContain("script-src 'self'");
    expect((await app.inject({ url })).json()).toMatchObject({ code: 'route-unknown' });
    expect((await app.inject({ url, method: 'POST', headers: { accept } })).json()).toHaveProperty('code');
  }
});

test('the routes of the pages are the same here and in the browser', async () => {
  const router = await readFile(new URL('../../../web/src/app/router.tsx', import.meta.url), 'utf8');
  const paths = [...router.matchAll(/path: '([^']+)'/g)].map(([, path]) => path);
  expect(new Set(paths)).toEqual(new Set<string>(clientRoutes));
});

test('what is named by its content never changes, and the rest is asked for again', async () => {
  const { app } = await withPages();
  const script = await app.inject({ url: '/assets/index-B8bsT846.js' });
  expect(script.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  const icon = await app.inject({ url: '/icon.svg' });
  expect(icon.headers).toMatchObject({
    'content-type': 'image/svg+xml; charset=utf-8',
    'cache-control': 'no-cache',
  });
  const style = await app.inject({ url: '/assets/index-CQp3YNi1.css' });
  expect(style.headers['content-type']).toBe('text/css; charset=utf-8');
});

test('a browser that has a page already is not sent it again', async () => {
  const { app } = await withPages();
  const etag = String((await app.inject({ url: '/queue' })).headers.etag);
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await app.inject({ url: '/queue', headers: { 'if-none-match': known } });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag]);
    expect(again.headers['content-security-policy']).toContain('trusted-types');
  }
  const other = await app.inject({ url: '/queue', headers: { 'if-none-match': '"other"' } });
  expect(other.statusCode).toBe(200);
});

test.each(['/', '/review', '/assets/index-B8bsT846.js', '/assets/diff-worker-CQp3YNi0.js', '/icon.svg'])(
  '%s runs nothing but our own scripts, in a window of its own',
  async (url) => {
    const { app } = await withPages();
    const { headers } = await app.inject({ url });
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        'trusted-types countersign-worker',
      ]),
    );
    expect(policy.join()).not.toMatch(/unsafe|\*|data:|blob:|https?:/);
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['permissions-policy']).toContain('camera=()');
  },
);

test('anybody can compare the pages of two nodes, file by file', async () => {
  const { app, webDir } = await withPages();
  const listing = (await app.inject({ url: '/pages.sha256' })).body;
  const index = createHash('sha256')
    .update(await readFile(join(webDir, 'index.html')))
    .digest('hex');
  const lines = listing.trimEnd().split('\n');
  expect(lines).toContain(`${index}  index.html`);
  expect(lines.map((line) => line.slice(66))).toEqual([
    'assets/diff-worker-CQp3YNi0.js',
    'assets/index-B8bsT846.js',
    'assets/index-CQp3YNi1.css',
    'icon.svg',
    'index.html',
  ]);
});

test('the same pages are served by another app; the digest is that of the listing', async () => {
  const webDir = await writePages(await temporaryFolder());
  const app = Fastify();
  const { digest, listing } = registerPages(app, { webDir });
  expect(digest).toBe(createHash('sha256').update(listing).digest('hex'));
  expect((await app.inject({ url: '/pages.sha256' })).body).toBe(listing);
  await writeFile(join(webDir, 'icon.svg'), 'changed while it is served');
  expect((await app.inject({ url: '/icon.svg' })).body).toContain('<svg');
  expect(registerPages(Fastify(), { webDir }).digest).not.toBe(digest);
});

test('without a build a node does not start, and says how to make one', async () => {
  const webDir = await writePages(await temporaryFolder());
  await rm(join(webDir, 'index.html'));
  for (const folder of [webDir, join(webDir, 'nowhere')]) {
    await expect(testNode({ settings: { webDir: folder } })).rejects.toMatchObject({
      code: 'pages-not-built',
      message: expect.stringContaining('npm run build') as string,
    });
  }
});
