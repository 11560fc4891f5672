import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toUtf8 } from '../bytes/text.ts';
import { diffText } from './file-diff.ts';
import { repeatableNumbers } from './testing/sample-texts.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diff-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Counts the lines that `git diff --no-index --text` shows as changed; its --numstat does not count in binaries. */
function gitChangedLines(base: Uint8Array, target: Uint8Array): number {
  writeFileSync(join(folder, 'base'), base);
  writeFileSync(join(folder, 'target'), target);
  const args = ['diff', '--no-index', '--text', '--no-ext-diff', '--no-textconv', '-U0', 'base', 'target'];
  const patch = spawnSync('git', args, { cwd: folder, encoding: 'latin1' }).stdout;
  const lines = patch.slice(patch.indexOf('\n@@ ') + 1).split('\n');
  return lines.filter((line) => line.startsWith('+') || line.startsWith('-')).length;
}

const packageFile = createRequire(import.meta.url).resolve('diff/package.json');
const source = readFileSync(join(dirname(packageFile), 'dist/diff.js'));

test.each([5, 50, 400])('a real text with %i random edits shows about as many lines as git does', (edits) => {
  const lines = source.toString('latin1').split('\n');
  const random = repeatableNumbers(edits);
  for (let i = 0; i < edits; i++) {
    const at = random(lines.length);
    const what = random(4);
    if (what === 0) lines.splice(at, 1 + random(5));
    else if (what === 1) lines.splice(at, 0, ...lines.slice(at - random(9), at));
    else if (what === 2) lines.splice(random(lines.length), 0, ...lines.splice(at, random(6)));
    else lines[at] += ' // changed';
  }
  const target = toUtf8(lines.join('\n'));
  const diff = diffText(source, target);
  expect(diff.hard).toBe(false);
  expect(diff.added + diff.removed).toBeLessThanOrEqual(gitChangedLines(source, target) * 1.1);
});

test('git sees a change exactly where we do', () => {
  const texts = ['', 'a', 'a\n', 'a\r\n', 'a\nb', 'a\0b\n', '\xff\n', '\n', '\n\n'].map((text) =>
    Uint8Array.from(text, (char) => char.charCodeAt(0)),
  );
  for (const base of texts) {
    for (const target of texts) {
      const { added, removed } = diffText(base, target);
      expect(added + removed > 0).toBe(base !== target);
      expect(added + removed).toBe(gitChangedLines(base, target));
    }
  }
});
