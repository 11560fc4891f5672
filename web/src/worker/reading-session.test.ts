import { changeBetween, changeDigest } from '@countersign/shared/artifact/change.ts';
import { makeTarGz } from '@countersign/shared/artifact/testing/tar-writer.ts';
import { treeDigest } from '@countersign/shared/artifact/tree.ts';
import { unpackNpm } from '@countersign/shared/artifact/unpack.ts';
import { textPair } from '@countersign/shared/diff/testing/sample-texts.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editKinds, editWidth } from './reading.ts';
import { ReadingSession } from './reading-session.ts';
import { applyPacked } from './testing/apply-packed.ts';
import { openPackages } from './testing/opened.ts';
import { ArtifactServer } from './testing/served.ts';

// The two workspaces' types of fast-check differ in nothing but where they lie.
const pair = textPair as unknown as fc.Arbitrary<[Uint8Array, Uint8Array]>;
const manifest = '{"name":"example","version":"1.0.0"}';

test('a change is named by its digest, a whole release by that of its tree', async () => {
  const before = { 'package.json': manifest, 'a.js': 'a\n' };
  const after = { 'package.json': manifest, 'a.js': 'b\n' };
  const [base, target] = [await unpackNpm(makeTarGz(before)), await unpackNpm(makeTarGz(after))];
  const change = await openPackages(before, after);
  expect(change.reading.scope).toEqual({
    kind: 'change',
    change: changeDigest(changeBetween(base, target)),
  });
  const full = await openPackages(null, after);
  expect(full.reading.scope).toEqual({ kind: 'full', tree: treeDigest(target) });
  expect(full.reading.files.map(({ path, kind }) => `${kind} ${path}`)).toEqual(['A a.js', 'A package.json']);
});

test('every entry of a change is there, is counted, and its diff gives the target byte for byte', async () => {
  const path = fc.constantFrom('package.json', 'a.js', 'b/c.js', 'b/d.md', 'é', 'z');
  const packages = fc.array(fc.tuple(path, pair, fc.constantFrom('both', 'base', 'target')), {
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(packages, async (rows) => {
      const base: Record<string, Uint8Array> = { first: new Uint8Array(1) };
      const target: Record<string, Uint8Array> = { first: new Uint8Array(2) };
      for (const [name, [before, after], side] of rows) {
        if (side !== 'target') base[name] = before;
        if (side !== 'base') target[name] = after;
      }
      const { session, reading, counts } = await openPackages(base, target);
      const change = changeBetween(await unpackNpm(makeTarGz(base)), await unpackNpm(makeTarGz(target)));
      expect(reading.files.map(({ path }) => path)).toEqual(change.entries.map(({ path }) => path));
      const counted = await counts;
      for (const file of reading.files) {
        const text = await session.text(file.index);
        const count = counted.get(file.index);
        expect((count?.added ?? 0) + (count?.removed ?? 0)).toBeGreaterThan(0);
        if (file.content === 'binary') continue;
        expect(applyPacked(text)).toEqual(text.target?.bytes ?? new Uint8Array(0));
        if (file.kind !== 'D') expect(text.target?.bytes).toEqual(target[file.path]);
        const lines = changedLines(text.edits);
        if (lines > 0) expect((count?.added ?? 0) + (count?.removed ?? 0)).toBe(lines);
      }
    }),
    { numRuns: 60 },
  );
});

function changedLines(edits: Uint32Array): number {
  let lines = 0;
  for (let at = 0; at < edits.length; at += editWidth) {
    const [kind, baseStart = 0, baseEnd = 0, targetStart = 0, targetEnd = 0] = edits.subarray(at, at + 5);
    if (kind !== editKinds.same) lines += baseEnd - baseStart + targetEnd - targetStart;
  }
  return lines;
}

test('nothing counts as nothing: modes, empty files, binaries, links', async () => {
  const { file, counts } = await openPackages(
    [
      { path: 'p/mode.sh', content: 'x\n', mode: 0o644 },
      { path: 'p/gone.bin', content: '\0' },
      { path: 'p/gone-empty', content: '' },
    ],
    [
      { path: 'p/mode.sh', content: 'x\n', mode: 0o755 },
      { path: 'p/empty', content: '' },
      { path: 'p/new.bin', content: '\0\n\0\n' },
      { path: 'p/link', typeflag: '2', target: 'mode.sh' },
    ],
  );
  const counted = await counts;
  const countOf = (path: string) => counted.get(file(path).index);
  expect(countOf('mode.sh')).toMatchObject({ added: 1, removed: 0 });
  expect(countOf('empty')).toMatchObject({ added: 1, removed: 0 });
  expect(countOf('new.bin')).toMatchObject({ added: 1, removed: 0 });
  expect(countOf('link')).toMatchObject({ added: 1, removed: 0 });
  expect(countOf('gone.bin')).toMatchObject({ added: 0, removed: 1 });
  expect(countOf('gone-empty')).toMatchObject({ added: 0, removed: 1 });
});

test('changes of line ends or blanks alone are told, and still count', async () => {
  const { file, counts } = await openPackages(
    { crlf: 'a\nb\n', blanks: 'if (a) b;\n', real: 'a b\n' },
    { crlf: 'a\r\nb\r\n', blanks: 'if  (a)\n\tb;\n', real: 'a c\n' },
  );
  const counted = await counts;
  expect(counted.get(file('crlf').index)).toMatchObject({ added: 2, removed: 2, blankOnly: true });
  expect(counted.get(file('blanks').index)).toMatchObject({ added: 2, removed: 1, blankOnly: true });
  expect(counted.get(file('real').index)).toMatchObject({ added: 1, removed: 1, blankOnly: false });
});

test('a binary that became text is read whole; a text that became binary is bytes', async () => {
  const { session, file } = await openPackages(
    { 'a.js': '\0\0\n', 'b.js': 'text\n' },
    { 'a.js': 'one\ntwo\n', 'b.js': 'te\0xt\n' },
  );
  expect(file('a.js').content).toBe('text');
  const text = await session.text(file('a.js').index);
  expect(text.base).toBeNull();
  expect(changedLines(text.edits)).toBe(2);
  expect(file('b.js').content).toBe('binary');
  const bytes = await session.hex(file('b.js').index, 'base', 0);
  expect(new TextDecoder().decode(bytes.bytes)).toBe('text\n');
});

test('two texts that are too hard to compare are shown whole, and said to be', async () => {
  const draw = (seed: number) => {
    let state = seed;
    return () => (state = (Math.imul(state, 1103515245) + 12345) >>> 1) % 7;
  };
  const noise = (seed: number) => Array.from({ length: 60_000 }, draw(seed)).join('\n');
  const { session, counts } = await openPackages({ 'a.js': noise(1) }, { 'a.js': noise(99) });
  const count = (await counts).get(0);
  expect(count?.hard).toBe(true);
  const text = await session.text(0);
  expect(applyPacked(text)).toEqual(text.target?.bytes);
  expect(changedLines(text.edits)).toBe((count?.added ?? 0) + (count?.removed ?? 0));
});

test('what is asked for beside a reading is refused with a code', async () => {
  const server = new ArtifactServer();
  const session = new ReadingSession(server.fetching);
  await expect(session.text(0)).rejects.toMatchObject({ code: 'reading-not-open' });
  const opened = await openPackages(null, { a: 'x' });
  await expect(opened.session.text(1)).rejects.toMatchObject({ code: 'file-unknown' });
  await expect(opened.session.text(-1)).rejects.toMatchObject({ code: 'file-unknown' });
  await expect(opened.session.text(0.5)).rejects.toMatchObject({ code: 'file-unknown' });
  await expect(opened.session.hex(0, 'base', 0)).rejects.toMatchObject({ code: 'file-unknown' });
});

test('a second reading calls off the first', async () => {
  const server = new ArtifactServer();
  const session = new ReadingSession(server.fetching);
  const target = server.publish('1.0.0', { a: '1' });
  const other = server.publish('2.0.0', { b: '1' });
  const quiet = () => undefined;
  const first = session.open({ target, base: null, headers: {} }, quiet, quiet);
  const second = session.open({ target: other, base: null, headers: {} }, quiet, quiet);
  await expect(first).rejects.toMatchObject({ code: 'reading-replaced' });
  expect((await second).files.map(({ path }) => path)).toEqual(['b']);
  expect((await session.text(0)).target?.bytes).toEqual(new TextEncoder().encode('1'));
});

test('the session of the workbench goes along, to our own server alone', async () => {
  const server = new ArtifactServer();
  const session = new ReadingSession(server.fetching);
  const target = server.publish('1.0.0', { a: '1' });
  const quiet = () => undefined;
  await session.open({ target, base: null, headers: { 'x-countersign-session': 's' } }, quiet, quiet);
  expect(server.asked.map(({ path }) => path)).toEqual([`/artifacts/sha256/${target.digest.sha256}`]);
  expect(server.asked[0]?.headers.get('x-countersign-session')).toBe('s');
});
