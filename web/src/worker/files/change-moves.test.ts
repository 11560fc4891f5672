import { expect, test } from 'vitest';
import { openPackages } from '../testing/opened.ts';

const moved =
  'function readConfiguration(path) {\n  const text = readFile(path);\n  return parse(text);\n}\n';
const rest = (word: string) => Array.from({ length: 12 }, (_, i) => `const ${word}${i} = ${i};\n`).join('');

test('a function that went to another file is told in both, though each alone has no move', async () => {
  const { session, file } = await openPackages(
    { 'a.js': rest('a') + moved, 'b.js': rest('b') },
    { 'a.js': rest('a'), 'b.js': moved + rest('b') },
  );
  const [a, b] = [file('a.js').index, file('b.js').index];
  for (const index of [a, b]) {
    expect(await session.moves(index)).toEqual(Uint32Array.of(a, 12, b, 0, 4));
    expect((await session.text(index)).moves).toHaveLength(0);
  }
});

test('what moved within its file is told at once, and again among all', async () => {
  const { session, file } = await openPackages(
    { 'a.js': 'x\n', 'b.js': rest('b') + moved },
    { 'a.js': 'y\n', 'b.js': moved + rest('b') },
  );
  const { index } = file('b.js');
  const move = Uint32Array.of(index, 12, index, 0, 4);
  expect((await session.text(index)).moves).toEqual(move);
  expect(await session.moves(index)).toEqual(move);
  expect(await session.moves(file('a.js').index)).toHaveLength(0);
});

test('of a renamed file no line counts as moved twice: both its places tell of one move', async () => {
  const { session, file } = await openPackages(
    { 'lib/a-old.js': rest('a') + rest('b') + moved, 'c.js': rest('c') },
    { 'lib/b-new.js': rest('a') + rest('b'), 'c.js': rest('c') + moved },
  );
  const [old, now, other] = [file('lib/a-old.js'), file('lib/b-new.js'), file('c.js').index];
  expect(old.renamedTo).toBe('lib/b-new.js');
  expect(await session.moves(now.index)).toEqual(Uint32Array.of(now.index, 24, other, 12, 4));
  expect(await session.moves(old.index)).toEqual(Uint32Array.of(old.index, 24, other, 12, 4));
  expect(await session.moves(other)).toEqual(Uint32Array.of(now.index, 24, other, 12, 4));
});

test('a release that is read whole has no moves', async () => {
  const { session } = await openPackages(null, { 'a.js': moved });
  expect(await session.moves(0)).toBeNull();
});

test('more changed lines than are compared: none are told, instead of some', async () => {
  const lines = 'x\n'.repeat(400_001);
  const { session, file } = await openPackages(
    { 'a.js': moved, 'b.js': 'b\n', 'big.js': 'y\n' },
    { 'a.js': 'a\n', 'b.js': moved, 'big.js': lines },
  );
  expect(await session.moves(file('b.js').index)).toBeNull();
});
