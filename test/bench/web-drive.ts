import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { BarePage } from './web-bare-page.ts';
import type { WebCase } from './web-cases.ts';

const firstRow = '[role="grid"] [role="row"]';
const steps = 300;
const stepPixels = 400;

/** Milliseconds from the navigation to the end of the bare work. */
export async function timeBare(
  context: BrowserContext,
  origin: string,
  { base, target }: WebCase,
): Promise<number> {
  const query = new URLSearchParams(
    (base ? [target, base] : [target]).map(({ digest }) => ['sha256', digest.sha256]),
  );
  return withPage(context, async (page) => {
    await page.goto(`${origin}/bare?${query.toString()}`);
    return page.evaluate(() => (globalThis as unknown as BarePage).bareDone);
  });
}

export interface Reading {
  /** Milliseconds from the navigation to the first painted row. */
  readonly firstRows: number;
  /** Milliseconds of main-thread work for one step of scrolling, of a hundred the 95th. */
  readonly stepWork: number;
  /** The most there were. */
  readonly elements: number;
  /** The most that the page's process ever held, in megabytes. */
  readonly memory: number;
}

/** Opens a case, waits for its first rows, lets it be counted, and scrolls through a file. */
export async function timeReading(context: BrowserContext, origin: string, one: WebCase): Promise<Reading> {
  const query = new URLSearchParams({
    purl: one.target.purl,
    base: one.base?.version ?? 'none',
    file: one.file,
  });
  return withPage(context, async (page) => {
    await page.addInitScript(noteFirstRow, firstRow);
    await page.goto(`${origin}/review?${query.toString()}`);
    await page.waitForSelector(firstRow, { timeout: 120_000 });
    const firstRows = await page.evaluate(
      () => (globalThis as unknown as { firstRows: Promise<number> }).firstRows,
    );
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const work: number[] = [];
    let elements = 0;
    for (let step = 0; step < steps; step++) {
      const before = await taskTime(session);
      elements = Math.max(elements, await page.evaluate(scrollOn, { firstRow, stepPixels }));
      work.push((await taskTime(session)) - before);
    }
    const stepWork = work.toSorted((a, b) => a - b)[Math.floor(steps * 0.95)] as number;
    return { firstRows, stepWork, elements, memory: rendererMemory() };
  });
}

async function withPage<Result>(
  context: BrowserContext,
  use: (page: Page) => Promise<Result>,
): Promise<Result> {
  const page = await context.newPage();
  try {
    return await use(page);
  } finally {
    await page.close();
  }
}

/** Runs in the page. */
function noteFirstRow(selector: string): void {
  (globalThis as unknown as { firstRows: Promise<number> }).firstRows = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector(selector)) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    });
    observer.observe(document, { childList: true, subtree: true });
  });
}

/** Runs in the page: one step, two frames; answers how many elements there are. */
async function scrollOn({ firstRow, stepPixels }: { firstRow: string; stepPixels: number }): Promise<number> {
  let scroller: Element | null = document.querySelector(firstRow);
  while (scroller && scroller.scrollHeight <= scroller.clientHeight + 1) scroller = scroller.parentElement;
  const on = scroller ?? document.documentElement;
  on.scrollTop =
    on.scrollTop + stepPixels + on.clientHeight >= on.scrollHeight ? 0 : on.scrollTop + stepPixels;
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  return document.getElementsByTagName('*').length;
}

/** Milliseconds of processor time that the page's main thread has worked. */
async function taskTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

/** Of the largest renderer that this process, or one that it started, started. */
function rendererMemory(): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = /\) \S (\d+)/.exec(readProc(name, 'stat'))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isOurs = (id: number | undefined): boolean =>
    id !== undefined && (id === process.pid || isOurs(parents.get(id)));
  let most = 0;
  for (const id of parents.keys()) {
    if (!isOurs(id) || !readProc(String(id), 'cmdline').includes('--type=renderer')) continue;
    most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(readProc(String(id), 'status'))?.[1] ?? 0));
  }
  return most / 1024;
}

/** Empty for a process that is gone. */
function readProc(id: string, file: string): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
