import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorldNode, type WorldNode } from '../world/node.ts';
import { startFakeRegistry, type FakeRegistry } from '../world/registry.ts';
import { noon } from '../world/world.ts';
import { noChromium, startChromium, type Chromium } from './chromium.ts';

let chromium: Chromium;
let registry: FakeRegistry;
let node: WorldNode;

const moved =
  'function readConfiguration(path) {\n  const text = readFile(path);\n  return parse(text);\n}\n';
const rest = (word: string): string =>
  Array.from({ length: 12 }, (_, at) => `const ${word}${at} = ${at};\n`).join('');

beforeAll(async () => {
  if (noChromium) return;
  [chromium, registry] = await Promise.all([startChromium(), startFakeRegistry()]);
  const before = { 'lib/a.js': rest('a') + moved, 'lib/b.js': rest('b') };
  const after = { 'lib/a.js': rest('a'), 'lib/b.js': rest('b') + moved };
  registry.publish({ name: 'moving', version: '1.0.0', files: before });
  registry.publish({ name: 'moving', version: '1.0.1', files: after });
  node = await startWorldNode(noon, { registry });
});
afterAll(async () => {
  await chromium?.close();
  await node?.close();
  await registry?.close();
});

test.skipIf(noChromium)(
  'a function that went to another file says where from, and leads there and back',
  { timeout: 60_000 },
  async () => {
    const page = await chromium.context.newPage();
    page.setDefaultTimeout(30_000);
    await page.setViewportSize({ width: 1200, height: 700 });
    const query = new URLSearchParams({ purl: 'pkg:npm/moving@1.0.1', base: '1.0.0', file: 'lib/b.js' });
    await page.goto(`${node.url}/review?${query}`);
    await page.getByRole('button', { name: '4 lines moved from lib/a.js line 13' }).click();
    await page.locator('#file-name', { hasText: 'lib/a.js' }).waitFor();
    const back = page.getByRole('button', { name: '4 lines moved to lib/b.js line 13' });
    expect(await page.getByLabel('removed line 13, moved to lib/b.js line 13').count()).toBe(1);
    await back.click();
    await page.locator('#file-name', { hasText: 'lib/b.js' }).waitFor();
  },
);
