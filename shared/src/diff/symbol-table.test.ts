import { expect, test } from 'vitest';
import { toUtf8 } from '../bytes/text.ts';
import { SymbolTable } from './symbol-table.ts';

const viewOf = (text: string): DataView => new DataView(toUtf8(text).slice().buffer);

test('lines whose hashes collide keep symbols of their own', () => {
  const table = new SymbolTable(viewOf('a\nb\na\n'), viewOf('c\nb\nc\n'));
  expect([0, 1, 2].map((line) => table.internBase(7, line, line * 2, line * 2 + 2))).toEqual([0, 1, 0]);
  expect([0, 1, 2].map((line) => table.internTarget(7, line * 2, line * 2 + 2))).toEqual([2, 1, 2]);
});

test('a symbol knows its line of the base only while there is one', () => {
  const table = new SymbolTable(viewOf('a\nb\na\n'), viewOf('c\n'));
  for (const line of [0, 1, 2]) table.internBase(line % 2, line, line * 2, line * 2 + 2);
  table.internTarget(2, 0, 2);
  expect([0, 1, 2].map((symbol) => table.onlyBaseLine(symbol))).toEqual([-1, 1, -1]);
});

test('symbols stay what they are while the table grows', () => {
  const count = 5000;
  const text = Array.from({ length: count }, (_, i) => `${10_000 + i}\n`).join('');
  const table = new SymbolTable(viewOf(text), viewOf(text));
  const lines = Array.from({ length: count }, (_, line) => line);
  expect(lines.map((line) => table.internBase(line % 97, line, line * 6, line * 6 + 6))).toEqual(lines);
  expect(lines.map((line) => table.internTarget(line % 97, line * 6, line * 6 + 6))).toEqual(lines);
});
