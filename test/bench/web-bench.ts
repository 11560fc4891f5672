import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import process from 'node:process';
import { startChromium } from '../browser/chromium.ts';
import { rowOf, type Row } from './table.ts';
import { fetchCases } from './web-cases.ts';
import { timeBare, timeReading, type Reading } from './web-drive.ts';
import { serveWeb } from './web-server.ts';

const runs = 5;
const limits = { firstRows: 2, stepWork: 16, elements: 1000, memory: 800 };
/** Another build than the project's own, for whoever tries something. */
const webDir =
  process.env['COUNTERSIGN_WEB_DIST'] ?? fileURLToPath(new URL('../../web/dist', import.meta.url));

/** The built workbench in headless Chromium, against a page whose worker does the bare work. */
export async function benchWeb(folder: string): Promise<Row[]> {
  await mkdir(folder, { recursive: true });
  const cases = await fetchCases(folder);
  const server = await serveWeb(webDir, cases);
  const rows: Row[] = [];
  try {
    for (const one of cases) {
      const bare: number[] = [];
      const readings: Reading[] = [];
      for (let run = 0; run <= runs; run++) {
        // A browser of its own, so that each run starts as cold as the last.
        const chromium = await startChromium();
        try {
          const bareTime = await timeBare(chromium.context, server.origin, one);
          const reading = await timeReading(chromium.context, server.origin, one);
          process.stderr.write(`${one.what}: bare ${Math.round(bareTime)} ms, ${JSON.stringify(reading)}\n`);
          // The first warms the machine.
          if (run > 0) {
            bare.push(bareTime);
            readings.push(reading);
          }
        } finally {
          await chromium.close();
        }
      }
      const middle = (of: (reading: Reading) => number): number => median(readings.map(of));
      rows.push(
        rowOf(
          `${one.what}: first rows`,
          middle((r) => r.firstRows),
          'bare worker',
          median(bare),
          limits.firstRows,
        ),
        {
          ...atMost(
            `${one.what}: scroll step, p95`,
            middle((r) => r.stepWork),
            limits.stepWork,
          ),
          unit: 'ms',
        },
        {
          ...atMost(
            `${one.what}: elements`,
            middle((r) => r.elements),
            limits.elements,
          ),
          unit: '',
        },
        {
          ...atMost(
            `${one.what}: memory`,
            middle((r) => r.memory),
            limits.memory,
          ),
          unit: 'MB',
        },
      );
    }
    return rows;
  } finally {
    server.close();
  }
}

/** A measure that has a limit of its own. */
function atMost(what: string, measured: number, limit: number): Row {
  return { what, time: measured, against: 'limit', otherTime: limit, ratio: measured / limit, limit: 1 };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
