import { expect, test } from 'vitest';
import { readingOrder } from '../../worker/reading-order.ts';
import { mixedFiles } from '../../worker/testing/sample-reading.ts';
import { findingsOf, neighbour, nextFinding, nextUnread } from './walk.ts';

const at = (index: number) => mixedFiles[index] as (typeof mixedFiles)[number];
const paths = (some: readonly { path: string }[]) => some.map(({ path }) => path);
const order = readingOrder(mixedFiles);

test('neighbours end at the ends', () => {
  expect(neighbour(order, at(5), 1)?.path).toBe('package.json');
  expect(neighbour(order, at(5), -1)).toBeNull();
  expect(neighbour(order, at(3), 1)).toBeNull();
});

test('the next unread file goes round past the end, and skips what is marked', () => {
  expect(nextUnread(order, at(3), new Set(['setup.js']))?.path).toBe('package.json');
  expect(nextUnread(order, at(5), new Set(['package.json']))?.path).toBe('index.js');
});

test('when all others are read there is no next file, this one itself included', () => {
  const others = new Set(paths(mixedFiles.filter(({ index }) => index !== 3)));
  expect(nextUnread(order, at(3), others)).toBeNull();
});

test('findings are walked one by one across files', () => {
  const findings = findingsOf(mixedFiles);
  expect(findings).toHaveLength(7);
  const walked: string[] = [];
  let here: { file: (typeof mixedFiles)[number]; concern: number | null } = { file: at(5), concern: null };
  for (let next = nextFinding(findings, here, 1); next; next = nextFinding(findings, here, 1)) {
    walked.push(`${next.file.path} ${next.concern}`);
    here = next;
  }
  expect(walked).toHaveLength(7);
  expect(walked.slice(0, 3)).toEqual(['setup.js 0', 'setup.js 1', 'package.json 0']);
});

test('from a file without a finding, back leads to the last one and on to none', () => {
  const findings = findingsOf(mixedFiles);
  expect(nextFinding(findings, { file: at(3), concern: null }, 1)).toBeNull();
  expect(nextFinding(findings, { file: at(3), concern: null }, -1)?.file.path).toBe('vendor.min.js');
});
