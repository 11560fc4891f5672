import { expect, test } from 'vitest';
import { makeTarGz } from '@countersign/shared/artifact/testing/tar-writer.ts';
import { runCount } from './run-count.ts';

const never = new AbortController().signal;

test('a change is counted in a thread of its own', async () => {
  const base = makeTarGz({ 'package.json': '{}\n', 'i.js': 'one\ntwo\n', 'gone.js': 'gone\n' });
  const target = makeTarGz({ 'package.json': '{}\n', 'i.js': 'one\n2\nthree\n' });
  expect(await runCount({ base, target }, never)).toEqual({ added: 2, removed: 2, files: 2 });
  expect(await runCount({ base: null, target }, never)).toEqual({ added: 4, removed: 0, files: 2 });
});

test('what is no package, or is not counted in time, has no size', async () => {
  const target = makeTarGz({ 'package.json': '{}\n' });
  expect(await runCount({ base: null, target: new Uint8Array(9) }, never)).toBeNull();
  const stop = new AbortController();
  const counting = runCount({ base: null, target }, stop.signal);
  stop.abort();
  expect(await counting).toBeNull();
  expect(await runCount({ base: null, target }, stop.signal)).toBeNull();
});
