import { expect, test } from 'vitest';
import { applyPacked } from '../testing/apply-packed.ts';
import { openPackages } from '../testing/opened.ts';

const lines = (word: string) => Array.from({ length: 40 }, (_, at) => `${word} number ${at}\n`).join('');

test('a file that moved without an edit is shown as what it was, at both places', async () => {
  const { session, file, counts } = await openPackages(
    { 'a/x.js': lines('one') },
    { 'b/x.js': lines('one') },
  );
  const [before, after] = [file('a/x.js'), file('b/x.js')];
  expect(before).toMatchObject({ kind: 'D', renamedTo: 'b/x.js', renamedFrom: null, target: null });
  expect(after).toMatchObject({ kind: 'A', renamedFrom: 'a/x.js', renamedTo: null, base: null });
  const counted = await counts;
  expect(counted.get(before.index)).toMatchObject({ added: 0, removed: 1 });
  expect(counted.get(after.index)).toMatchObject({ added: 1, removed: 0 });
  expect((await session.text(after.index)).base?.bytes).toEqual(new TextEncoder().encode(lines('one')));
});

test('a file that moved with edits shows the edits alone', async () => {
  const edited = lines('one').replace('one number 7', 'another');
  const { session, file, counts } = await openPackages({ 'a.js': lines('one') }, { 'lib/b.js': edited });
  const after = file('lib/b.js');
  expect(after.renamedFrom).toBe('a.js');
  expect((await counts).get(after.index)).toMatchObject({ added: 1, removed: 1 });
  const text = await session.text(after.index);
  expect(applyPacked(text)).toEqual(new TextEncoder().encode(edited));
});

test('files that share little, and empty ones, are not taken for each other', async () => {
  const { reading } = await openPackages(
    { 'a.js': lines('one'), empty: '' },
    { 'b.js': lines('two'), 'also-empty': '' },
  );
  expect(reading.files.flatMap(({ renamedFrom, renamedTo }) => renamedFrom ?? renamedTo ?? [])).toEqual([]);
});

test('one deleted file is the origin of one added file only', async () => {
  const { reading } = await openPackages(
    { 'a.js': lines('one') },
    { 'b.js': lines('one'), 'c.js': lines('one') },
  );
  expect(reading.files.flatMap(({ renamedFrom }) => renamedFrom ?? [])).toEqual(['a.js']);
});

test('a fixture that becomes what is run is shown whole, as new', async () => {
  const payload = lines('payload');
  const base = { 'test/fixture.js': payload, 'package.json': '{}', 'tool.txt': lines('tool') };
  for (const manifest of [
    '{"main":"lib/run.js"}',
    '{"bin":"lib/run.js"}',
    '{"scripts":{"postinstall":"node lib/run.js"}}',
  ]) {
    const { file, counts } = await openPackages(base, {
      'lib/run.js': payload,
      'package.json': manifest,
      'tool.txt': lines('tool'),
    });
    expect(file('lib/run.js').renamedFrom).toBeNull();
    expect((await counts).get(file('lib/run.js').index)).toMatchObject({ added: 40 });
  }
});

test('a file that moves and becomes executable is shown whole', async () => {
  const { file } = await openPackages(
    [{ path: 'p/a.sh', content: lines('x') }],
    [{ path: 'p/b.sh', content: lines('x'), mode: 0o755 }],
  );
  expect(file('b.sh')).toMatchObject({ renamedFrom: null, concerns: [{ concern: 'executable' }] });
});

test('thousands of files that are all alike end in time', async () => {
  const many = (folder: string, word: string) =>
    Object.fromEntries(
      Array.from({ length: 1500 }, (_, at) => [`${folder}/${at}.js`, `${lines(word)}${at}\n`]),
    );
  const { reading } = await openPackages(many('a', 'x'), many('b', 'x'));
  expect(reading.files).toHaveLength(3000);
});
