import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** `npm test`: format, lint, types, dead code, then every test. The last line is `N passed, N failed`. */

const root = fileURLToPath(new URL('..', import.meta.url));
const checks: [name: string, command: string, ...args: string[]][] = [
  ['format', 'oxfmt', '--check'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings'],
  ['types', 'tsc', '-b'],
  ['dead code', 'knip'],
];

interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
}

let passed = 0;
let failed = 0;

function run(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

for (const [name, command, ...args] of checks) {
  console.log(`\n== ${name}`);
  if (run(command, args)) passed += 1;
  else failed += 1;
}

console.log('\n== tests');
const folder = mkdtempSync(join(tmpdir(), 'countersign-check-'));
const file = join(folder, 'tests.json');
const ran = run('vitest', [
  'run',
  '--reporter=dot',
  '--reporter=json',
  `--outputFile=${file}`,
  ...process.argv.slice(2),
]);
const report = readReport();
rmSync(folder, { recursive: true, force: true });
passed += report?.numPassedTests ?? 0;
failed += report?.numFailedTests ?? 0;
// A file that does not load, or an unhandled rejection, fails the run without failing a test.
if (!ran && !report?.numFailedTests) failed += 1;
const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
if (skipped > 0) {
  console.log(`${skipped} tests were skipped; their reasons stand above, behind SKIPPED`);
  if (process.env['CI'] === 'true') failed += skipped;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function readReport(): TestReport | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as TestReport;
  } catch {
    return null;
  }
}
