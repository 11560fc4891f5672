import { expect, test } from 'vitest';
import { toUtf8 } from '../bytes/text.ts';
import { diffText } from './file-diff.ts';

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

test('a change at the start of a file can slide down, at its end up', () => {
  expect(changedRun(['}', 'a {', '}'], ['}', 'b {', '}', 'a {', '}'])).toEqual(['b {', '}']);
  expect(changedRun(one, [...one, ...two])).toEqual(two);
});
