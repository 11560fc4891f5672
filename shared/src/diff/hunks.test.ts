import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { concatBytes, equalBytes } from '../bytes/compare.ts';
import { toUtf8 } from '../bytes/text.ts';
import { diffText } from './file-diff.ts';
import { hunkHeader, hunks } from './hunks.ts';
import { textPair } from './testing/sample-texts.ts';
import { unifiedLines } from './unified-lines.ts';

/** The hunks as `diff -u` prints them, without the two lines that name the files. */
function unified(base: Uint8Array, target: Uint8Array, context?: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const hunk of hunks(diffText(base, target), context)) {
    parts.push(toUtf8(`${hunkHeader(hunk)}\n`));
    for (const line of unifiedLines(hunk, base, target)) {
      parts.push(toUtf8(line.sign), line.bytes, toUtf8('\n'));
      if (line.noNewline) parts.push(toUtf8('\\ No newline at end of file\n'));
    }
  }
  return concatBytes(...parts);
}

function unifiedText(base: string, target: string, context?: number): string {
  return new TextDecoder().decode(unified(toUtf8(base), toUtf8(target), context));
}

const numbers = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => `${from + i}\n`).join('');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hunks-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('equal texts have no hunk', () => {
  expect(hunks(diffText(toUtf8('a\n'), toUtf8('a\n')))).toEqual([]);
});

test('a change stands between three lines of context', () => {
  expect(unifiedText(numbers(1, 20), `${numbers(1, 9)}ten\n${numbers(11, 20)}`)).toBe(
    '@@ -7,7 +7,7 @@\n 7\n 8\n 9\n-10\n+ten\n 11\n 12\n 13\n',
  );
});

test('changes six lines apart share a hunk, seven lines apart do not', () => {
  const changed = (line: number): string => `new\n${numbers(2, line - 1)}new\n${numbers(line + 1, 20)}`;
  expect(unifiedText(numbers(1, 20), changed(8)).match(/^@@.*$/gm)).toEqual(['@@ -1,11 +1,11 @@']);
  expect(unifiedText(numbers(1, 20), changed(9)).match(/^@@.*$/gm)).toEqual([
    '@@ -1,4 +1,4 @@',
    '@@ -6,7 +6,7 @@',
  ]);
});

test('an empty side has the range 0,0', () => {
  expect(unifiedText('', 'a\nb\n')).toBe('@@ -0,0 +1,2 @@\n+a\n+b\n');
  expect(unifiedText('a\n', '')).toBe('@@ -1 +0,0 @@\n-a\n');
});

test('without context an added line names the line before it', () => {
  expect(unifiedText('a\nc\n', 'a\nb\nc\n', 0)).toBe('@@ -1,0 +2 @@\n+b\n');
});

test('a missing final newline is told on either side and in the context', () => {
  expect(unifiedText('a\nb', 'a\nb\n')).toBe('@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n');
  expect(unifiedText('a\nb', 'x\nb')).toBe('@@ -1,2 +1,2 @@\n-a\n+x\n b\n\\ No newline at end of file\n');
});

test('lines tell their number on each side', () => {
  const [base, target] = [toUtf8('a\nb\n'), toUtf8('b\nc\n')];
  const lines = [...unifiedLines(diffText(base, target), base, target)];
  expect(lines.map(({ sign, baseLine, targetLine }) => [sign, baseLine, targetLine])).toEqual([
    ['-', 1, null],
    [' ', 2, 1],
    ['+', null, 2],
  ]);
});

test('git applies what is printed, and gets the target', () => {
  fc.assert(
    fc.property(textPair, fc.integer({ min: 1, max: 4 }), ([base, target], context) => {
      fc.pre(base.length > 0 && target.length > 0 && !equalBytes(base, target));
      writeFileSync(join(folder, 'file'), base);
      const patch = concatBytes(toUtf8('--- a/file\n+++ b/file\n'), unified(base, target, context));
      const options = {
        cwd: folder,
        input: patch,
        env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
      };
      execFileSync('git', ['apply', '--whitespace=nowarn', `-C${context}`], options);
      expect(equalBytes(execFileSync('cat', ['file'], { cwd: folder }), target)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
