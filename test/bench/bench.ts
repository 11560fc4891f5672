import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { benchDiff } from './diff-bench.ts';
import { benchGate } from './gate-bench.ts';
import { formatTable, type Row } from './table.ts';
import { benchWeb } from './web-bench.ts';

/**
 * `npm run bench`: whole processes of the bundled command line, against plain ones beside them; ratios from one run. Exits
 * with 1 when a ratio is above its limit. `npm run bench -- gate`, `diff` or `web` runs one part. The
 * web part wants the pages as `npm run build` leaves them.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const parts: Readonly<Record<string, (folder: string) => Promise<Row[]>>> = {
  gate: benchGate,
  diff: benchDiff,
  web: benchWeb,
};
const asked = process.argv.slice(2);

execFileSync(process.execPath, ['scripts/build.ts'], { cwd: root, stdio: 'inherit' });
const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
try {
  const rows: Row[] = [];
  for (const [name, run] of Object.entries(parts)) {
    if (asked.length === 0 || asked.includes(name)) rows.push(...(await run(join(folder, name))));
  }
  process.stdout.write(formatTable(rows));
  if (rows.some(({ ratio, limit }) => ratio > limit)) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
