import { expect, test } from 'vitest';
import { coverageOf } from './coverage.ts';
import { count, countsOf, file, withConcerns } from '../../worker/testing/sample-reading.ts';
import { matching, treeRows, type TreeRow } from './tree-rows.ts';

const files = [
  file(0, 'README.md'),
  file(1, 'dist/a/b/one.js'),
  file(2, 'dist/a/b/two.js'),
  file(3, 'lib/__proto__/x.js'),
  withConcerns(4, 'package.json', 'manifest-scripts'),
];
const counts = countsOf(...files.map(({ index }) => count(index, 10 + index)));

function rows(filter = '', folded: readonly string[] = [], read: readonly string[] = []): TreeRow[] {
  const coverage = coverageOf(files, counts, new Set(read), new Map());
  return treeRows(files, coverage, filter, new Set(folded));
}

function show(row: TreeRow): string {
  if (row.kind === 'heading') return `# ${row.text}`;
  if (row.kind === 'file') return `${'  '.repeat(row.depth)}${row.name}`;
  return `${'  '.repeat(row.depth)}${row.folded ? '+' : '-'} ${row.name}/ ${row.unread}${row.read ? ' read' : ''}`;
}

test('danger comes first, then all files in their folders', () => {
  expect(rows().map(show)).toEqual([
    '# Look here first',
    'package.json',
    '# All changes',
    '- dist/a/b/ 23',
    '  one.js',
    '  two.js',
    '- lib/__proto__/ 13',
    '  x.js',
    'README.md',
    'package.json',
  ]);
});

test('a folder that is folded away still counts its lines as unread', () => {
  const folded = rows('', ['dist/a/b/']);
  expect(folded.map(show)).toContain('+ dist/a/b/ 23');
  expect(folded.map(show)).not.toContain('  one.js');
});

test('a folder is read once all that is in it is marked', () => {
  expect(rows('', [], ['dist/a/b/one.js']).map(show)).toContain('- dist/a/b/ 12');
  expect(rows('', [], ['dist/a/b/one.js', 'dist/a/b/two.js']).map(show)).toContain('- dist/a/b/ 0 read');
});

test('a filter looks into folded folders, and hides nothing that matches', () => {
  expect(rows('TWO dist', ['dist/a/b/']).map(show)).toEqual(['# All changes', '- dist/a/b/ 12', '  two.js']);
});

test('a filter that nothing matches leaves no rows', () => {
  expect(rows('nowhere')).toEqual([]);
});

test('every file is there exactly once below all changes', () => {
  const all = rows().filter((row) => row.kind === 'file' && !row.first);
  expect(all).toHaveLength(files.length);
});

test('a filter of white space alone is none', () => {
  expect(matching(files, '  ')).toBe(files);
});
