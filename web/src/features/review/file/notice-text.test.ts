import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { expect, test } from 'vitest';
import type { FileText, SideText } from '../../../worker/reading.ts';
import { count, file, version, withConcerns } from '../../../worker/testing/sample-reading.ts';
import { lineEndsOnly, noticesOf } from './notice-text.ts';

function side(text: string): SideText {
  const bytes = toUtf8(text);
  const starts = [0];
  for (const [at, byte] of bytes.entries()) if (byte === 0x0a) starts.push(at + 1);
  if (starts.at(-1) !== bytes.length) starts.push(bytes.length);
  return { bytes, starts: Uint32Array.from(starts) };
}

function text(base: string, target: string): FileText {
  const none = new Uint32Array(0);
  return {
    index: 0,
    base: side(base),
    target: side(target),
    edits: none,
    baseMarks: none,
    targetMarks: none,
    moves: none,
  };
}

const said = (...given: Parameters<typeof noticesOf>) => noticesOf(...given).map((notice) => notice.text);

test('concerns come first, as sentences', () => {
  const one = withConcerns(0, 'setup.js', 'install-script');
  expect(noticesOf(one, [one], count(0, 1), null)[0]).toEqual({
    kind: 'concern',
    text: 'It has a install-script.',
  });
});

test('a file that became executable says so, one that is no longer too', () => {
  const now = file(0, 'run', { base: version('a'), target: version('a', { mode: 0o755 }) });
  expect(said(now, [now], count(0, 1), null)).toContain(
    'Its mode changed from 644 to 755: it may now be executed.',
  );
  const before = file(0, 'run', { base: version('a', { mode: 0o755 }) });
  expect(said(before, [before], count(0, 1), null)[0]).toContain('no longer executable');
});

test('a text that was a binary before says what is not shown', () => {
  const one = file(0, 'x.js');
  const now = { ...text('', 'a\n'), base: null };
  expect(said(one, [one], count(0, 1), now)[0]).toContain('Before, it was no text');
});

test('a change of mode alone says that the content is as it was', () => {
  const one = file(0, 'run', { base: version('a'), target: version('a', { mode: 0o755 }) });
  expect(said(one, [one], count(0, 1), null)).toContain('Its content did not change.');
});

test('a file that became a link says so', () => {
  const one = file(0, 'x', { target: version('b', { type: 'symlink', mode: 0o777 }) });
  expect(said(one, [one], count(0, 1), null)).toContain('It was a file and is now a symbolic link.');
});

test('a rename tells whether it was edited on the way', () => {
  const gone = file(0, 'old.js', { kind: 'D', target: null, renamedTo: 'new.js' });
  const came = (letter: string) =>
    file(1, 'new.js', { kind: 'A', base: null, target: version(letter), renamedFrom: 'old.js' });
  expect(said(came('a'), [gone, came('a')], count(1, 5), null)).toContain(
    'Renamed from old.js, without edits.',
  );
  expect(said(came('b'), [gone, came('b')], count(1, 5), null)).toContain('Renamed from old.js, with edits.');
  expect(said(gone, [gone, came('b')], count(0, 5), null)).toContain(
    'This file is gone from here: it is new.js now.',
  );
});

test('a file too hard to diff is called unread in all of it', () => {
  const one = file(0, 'a.js');
  const [notice] = noticesOf(one, [one], { ...count(0, 9), hard: true }, null);
  expect(notice).toMatchObject({ kind: 'warning' });
  expect(notice?.text).toContain('unread');
});

test('white space and line ends are told apart, and are to be read all the same', () => {
  const one = file(0, 'a.js');
  const blank = { ...count(0, 2, 2), blankOnly: true };
  const all = [one];
  expect(said(one, all, blank, text('a\nb\n', 'a\r\nb\r\n'))).toEqual([
    'Only line ends differ. To be read all the same.',
  ]);
  expect(said(one, all, blank, text('a\nb\n', 'a\n  b\n'))).toEqual([
    'Only white space differs. To be read all the same.',
  ]);
});

test('a missing last line end is a line end; a CR within a line is not', () => {
  expect(lineEndsOnly(text('a\nb', 'a\nb\n'))).toBe(true);
  expect(lineEndsOnly(text('a\rb\n', 'ab\n'))).toBe(false);
  expect(lineEndsOnly(text('a\n', 'a\n\n'))).toBe(false);
});
