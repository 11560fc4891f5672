import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { canonicalPurl, formatPurl, parsePurl, type PurlParts } from '@countersign/shared/purl/purl.ts';
import { expect, test } from 'vitest';
import { skipReason } from '../skips.ts';

/** The tests of purl-spec, as published: github.com/package-url/purl-spec, folder `tests`. */
const folder = new URL('../../../shared/vectors/purl/', import.meta.url);
const missing = !existsSync(folder) && skipReason('the purl-spec vectors are not beside the project');

interface Vector {
  readonly description: string;
  readonly test_type: 'parse' | 'build' | 'validate';
  readonly input: unknown;
  readonly expected_output: unknown;
  readonly expected_failure: boolean;
}

function vectorsOf(file: string): Vector[] {
  return (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { tests: Vector[] }).tests;
}

function run(vector: Vector): unknown {
  if (vector.test_type === 'build') return formatPurl(vector.input as PurlParts);
  const canonical = canonicalPurl(vector.input as string);
  const purl = parsePurl(canonical);
  if (vector.test_type === 'validate') return canonical;
  return {
    ...purl,
    qualifiers: Object.keys(purl.qualifiers).length === 0 ? null : purl.qualifiers,
  };
}

const files = missing ? [] : readdirSync(folder).filter((file) => file.endsWith('-test.json'));
const vectors = files.flatMap((file) => vectorsOf(file).map((vector) => [saying(file, vector), vector] as const));

test.skipIf(missing)('every type that we know has vectors', () => {
  expect(files.length).toBeGreaterThanOrEqual(8);
  expect(vectors.length).toBeGreaterThanOrEqual(166);
});

test.skipIf(missing).each(vectors.filter(([, vector]) => !vector.expected_failure))('%s', (_, vector) => {
  expect(run(vector)).toStrictEqual(vector.expected_output);
});

test.skipIf(missing).each(vectors.filter(([, vector]) => vector.expected_failure))('%s', (_, vector) => {
  expect(() => run(vector)).toThrow(expect.objectContaining({ code: 'purl-malformed' }));
});

function saying(file: string, { description, input }: Vector): string {
  return `${file}: ${description}: ${JSON.stringify(input)}`.replaceAll('%', '%%');
}
