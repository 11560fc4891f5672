import { expect, test } from 'vitest';
import { toUtf8 } from '../bytes/text.ts';
import type { Edit } from './edit.ts';
import { diffText } from './file-diff.ts';
import { internTexts } from './intern.ts';
import { slideEdits } from './slide.ts';

/** The first added or removed run, as lines from 0. */
function changedRun(base: string[], target: string[]): string[] {
  const [from, to] = [base, target].map((lines) => toUtf8(lines.map((line) => `${line}\n`).join('')));
  const edit = diffText(from as Uint8Array, to as Uint8Array).edits.find(({ kind }) => kind !== 'same');
  if (edit?.kind === 'removed') return base.slice(edit.baseStart, edit.baseEnd);
  return target.slice(edit?.targetStart, edit?.targetEnd);
}

const one = ['one() {', '  x', '}'];
const two = ['two() {', '  x', '}'];
const three = ['three() {', '  x', '}'];

test('a new function shows from its head to its closing brace', () => {
  expect(changedRun([...one, ...three], [...one, ...two, ...three])).toEqual(two);
});

test('a new function between blank lines shows with the blank line after it', () => {
  const [before, after] = [
    [...one, '', ...three],
    [...one, '', ...two, '', ...three],
  ];
  expect(changedRun(before, after)).toEqual([...two, '']);
  expect(changedRun(after, before)).toEqual([...two, '']);
});

test('a new inner block shows from its own opening line', () => {
  const block = (name: string): string[] => ['  if (a) {', `    ${name}`, '  }'];
  const [before, after] = [
    ['f() {', ...block('x'), '}'],
    ['f() {', ...block('x'), ...block('y'), '}'],
  ];
  expect(changedRun(before, after)).toEqual(block('y'));
});

test('what was appended to a file shows whole', () => {
  expect(changedRun(one, [...one, ...two])).toEqual(two);
  expect(changedRun(['  x', '}'], ['  x', '}', 'b {', '}'])).toEqual(['b {', '}']);
});

test('a new function before one with the same head keeps its own head', () => {
  const before = ['g {', '  y', '}'];
  expect(changedRun(before, ['g {', '  x', '}', ...before])).toEqual(['g {', '  x', '}']);
});

test('a change never slides onto the change before it', () => {
  const texts = internTexts(toUtf8('z\np\ne\n'), toUtf8('p\n  q\np\ne\n'));
  const edit = (kind: Edit['kind'], ...[baseStart, baseEnd, targetStart, targetEnd]: number[]): Edit =>
    ({ kind, baseStart, baseEnd, targetStart, targetEnd, hard: false }) as Edit;
  const edits = [
    edit('removed', 0, 1, 0, 0),
    edit('same', 1, 2, 0, 1),
    edit('added', 2, 2, 1, 3),
    edit('same', 2, 3, 3, 4),
  ];
  expect(slideEdits(edits, texts)).toEqual(edits);
});
