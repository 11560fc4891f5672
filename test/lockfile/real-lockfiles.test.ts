import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readNpmLockfile } from '../../cli/src/lockfile/npm.ts';
import { skipReason } from '../skips.ts';

/** Lockfiles of public projects, as they were; only their registry's host was replaced. */
const folder = new URL('../../../shared/lockfiles/', import.meta.url);
const missing = !existsSync(folder) && skipReason('the real lockfiles are not beside the project');

function counts(values: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    [...Map.groupBy(values, (value) => value)].map(([value, all]) => [value, all.length]),
  );
}

/** What npm's own arborist sees in these files, but for the problems. */
test.skipIf(missing).each([
  [
    'lavamoat',
    { registry: 1569, link: 18, workspace: 18 },
    // Its package.json, which is not here, overrides seven ranges.
    { 'manifest-missing': 1, 'lockfile-mismatch': 7, 'other-registry': 1 },
  ],
  [
    'npm-cli',
    { workspace: 16, registry: 1078, link: 16, bundled: 163 },
    { 'manifest-missing': 1, 'other-registry': 1 },
  ],
  [
    'sigstore-js',
    { registry: 1034, link: 14, workspace: 14 },
    { 'no-integrity': 811, 'manifest-missing': 1, 'other-registry': 1 },
  ],
  [
    'old-v1',
    { registry: 271, bundled: 142 },
    { 'weak-integrity': 87, 'manifest-missing': 1, 'other-registry': 1 },
  ],
])('%s', (name, sources, problems) => {
  const text = readFileSync(new URL(`${name}.package-lock.json`, folder), 'utf8');
  const lockfile = readNpmLockfile({ path: name, text, manifests: () => null });
  expect(counts(lockfile.entries.map(({ source }) => source))).toStrictEqual(sources);
  expect(counts(lockfile.problems.map(({ code }) => code))).toStrictEqual(problems);
  const lines = text.split('\n');
  for (const { key, line } of lockfile.entries) {
    expect(lines[line - 1]).toContain(
      lockfile.version === 1 ? `"${key.split('node_modules/').at(-1)}"` : `"${key}"`,
    );
  }
});
