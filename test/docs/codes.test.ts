import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorCategories } from '@countersign/shared/errors.ts';
import { findingCodes } from '@countersign/shared/policy/findings.ts';
import { root } from './markdown.ts';

/** Each code is named in some file of the programs but the table that defines it: a string literal of its own. */
function unusedOf(codes: readonly string[], table: string): string[] {
  const paths = globSync('{shared,server,cli,web}/src/**/*.{ts,tsx}', { cwd: root });
  const sources = paths.filter((path) => path !== table && !/\.test\.ts$|\/testing\//.test(path));
  expect(sources.length).toBeGreaterThan(100);
  const text = sources.map((path) => readFileSync(`${root}/${path}`, 'utf8')).join('\n');
  return codes.filter((code) => !text.includes(`'${code}'`));
}

test('every error code is thrown somewhere', () => {
  expect(unusedOf(Object.keys(errorCategories), 'shared/src/errors.ts')).toEqual([]);
});

test('every finding is raised somewhere', () => {
  expect(unusedOf(findingCodes, 'shared/src/policy/findings.ts')).toEqual([]);
});
