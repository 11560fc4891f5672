import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { pagerCommand, runPager } from './pager.ts';

const env = { PATH: process.env['PATH'] };

test('the user chooses the pager, or none', () => {
  expect(pagerCommand({})).toBe('less');
  expect(pagerCommand({ PAGER: 'more -s' })).toBe('more -s');
  for (const none of ['', ' ', 'cat']) expect(pagerCommand({ PAGER: none })).toBeNull();
});

test('the pager gets all of a long text', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-pager-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const chunk = 'x'.repeat(65_535).concat('\n');
  const path = join(folder, 'seen');
  expect(await runPager('cat > "$SEEN"', Array<string>(40).fill(chunk), { ...env, SEEN: path })).toBe(true);
  expect(await readFile(path, 'utf8')).toBe(chunk.repeat(40));
});

test('a reader who leaves early ends the writing, and is no failure', async () => {
  let written = 0;
  function* endless(): Generator<string> {
    for (;;) {
      written++;
      yield 'x'.repeat(65_536);
    }
  }
  expect(await runPager('head -c 1 > /dev/null', endless(), env)).toBe(true);
  expect(written).toBeGreaterThan(0);
});

test('a pager that is not there is told from one that was left', async () => {
  expect(await runPager('no-such-pager-here 2> /dev/null', ['text'], env)).toBe(false);
});
