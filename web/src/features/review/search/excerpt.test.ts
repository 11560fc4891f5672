import { expect, test } from 'vitest';
import { excerptOf } from './excerpt.ts';

test('a short line is shown from where its text begins', () => {
  const line = '    const host = name;';
  expect(excerptOf(line, 10, 14)).toEqual({ head: 'const ', found: 'host', tail: ' = name;' });
});

test('of a long line only what stands around the hit is taken', () => {
  const line = `${'a'.repeat(1_000_000)}host${'b'.repeat(1_000_000)}`;
  const { head, found, tail } = excerptOf(line, 1_000_000, 1_000_004);
  expect(head).toBe(`…${'a'.repeat(24)}`);
  expect(found).toBe('host');
  expect(tail).toBe(`${'b'.repeat(160)}…`);
});

test('a letter of two units is never cut in half', () => {
  const line = `${'😀'.repeat(100)}x${'😀'.repeat(200)}`;
  const { head, tail } = excerptOf(line, 200, 201);
  expect((head + tail).isWellFormed()).toBe(true);
  expect(excerptOf(`a${line}`, 201, 202).head.isWellFormed()).toBe(true);
  expect(excerptOf(`${'😀'.repeat(20)}xy${'😀'.repeat(200)}`, 40, 41).tail.isWellFormed()).toBe(true);
});

test('white space that was looked for is found in the indent', () => {
  expect(excerptOf('\t\tx', 0, 1)).toEqual({ head: '', found: '\t', tail: '\tx' });
});
