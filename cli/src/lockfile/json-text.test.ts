import { CodedError } from '@countersign/shared/errors.ts';
import { expect, test } from 'vitest';
import { readLockfileText } from './json-text.ts';

function refusal(text: string): { code: string; message: string } {
  try {
    readLockfileText(text);
  } catch (error) {
    if (error instanceof CodedError) return { code: error.code, message: error.message };
    throw error;
  }
  return { code: 'none', message: '' };
}

test('lines of entries are those of their keys, nested ones of v1 too', () => {
  const { lines } = readLockfileText(`{
    "packages": { "": {},
      "node_modules/a": { "dependencies": { "x": "1" } },
      "node_modules/\\u0062": { "name": "quo\\"te: {" } },
    "dependencies": {
      "a": { "requires": { "b": "1" }, "dependencies": {
        "b": {} } },
      "c": [{ "dependencies": { "d": {} } }]
    }
  }`);
  expect([...lines.ofPackages(['', 'node_modules/a', 'node_modules/b'])]).toStrictEqual([
    ['', 2],
    ['node_modules/a', 3],
    ['node_modules/b', 4],
  ]);
  expect([...lines.ofDependencies()]).toStrictEqual([
    ['node_modules/a', 6],
    ['node_modules/a/node_modules/b', 7],
    ['node_modules/c', 8],
  ]);
});

test('merge markers are refused with their line', () => {
  const text = '{\n<<<<<<< ours\n"lockfileVersion": 3\n=======\n"lockfileVersion": 2\n>>>>>>> theirs\n}';
  expect(refusal(text)).toMatchObject({
    code: 'lockfile-conflict',
    message: expect.stringContaining('line 2'),
  });
});

test('merge markers inside strings are refused too: npm would take the lines apart', () => {
  const text = '{ "a": "<<<<<<<",\n "packages": {},\n "b": "=======",\n "packages2": {}, "c": ">>>>>>>" }';
  expect(JSON.parse(text)).toBeTypeOf('object');
  expect(refusal(text)).toMatchObject({ code: 'lockfile-conflict' });
});

test('one kind of marker alone is text', () => {
  expect(readLockfileText('{ "a": "<<<<<<<<" }').root).toStrictEqual({ a: '<<<<<<<<' });
});

test.each([
  ['at the top', '{ "packages": {},\n "packages": {} }', 'line 2'],
  [
    'in an entry',
    '{ "packages": { "node_modules/a": { "integrity": "x",\n\n "integrity": "y" } } }',
    'line 3',
  ],
  ['spelled in two ways', '{ "a": 1,\n "\\u0061": 2 }', 'line 2'],
  ['with a space before its colon', '{ "a": 1,\n "a" : 2 }', 'line 2'],
  ['with a tab before its colon', '{ "a": 1,\n "a"\t: 2 }', 'line 2'],
  ['that starts with a colon', '{ ":a": 1,\n ":a": 2 }', 'line 2'],
  ['in an object of an array', '[{"a":1}, {"b":1, "b":2}]'.replace(/^/, '{"x":') + '}', 'line 1'],
])('a duplicate key %s is refused', (_, text, line) => {
  expect(refusal(text)).toMatchObject({
    code: 'lockfile-duplicate-key',
    message: expect.stringContaining(line),
  });
});

test.each([
  ['a __proto__ entry', '{ "packages": { "__proto__": { "version": "1.0.0" } } }'],
  ['an escaped __proto__', '{ "packages": { "a": { "\\u005f_proto__": 1 } } }'],
  ['a __proto__ in a file as npm prints it', '{\n  "packages": {\n    "__proto__": 1\n  }\n}'],
  ['an array', '[]'],
  ['null', 'null'],
  ['nothing', ''],
  ['half a file', '{ "packages": {'],
  ['two values', '{} {}'],
  ['a comment', '{} // x'],
])('%s is refused', (_, text) => {
  expect(refusal(text)).toMatchObject({ code: 'lockfile-unreadable' });
});

test('the line of a syntax error is told', () => {
  expect(refusal('{\n"a": 1,\n}').message).toContain('line 3');
});

test('deep nesting does not overflow the stack', () => {
  const depth = 100_000;
  expect(refusal(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`).code).toBe('none');
  expect(refusal(`${'{"a" :'.repeat(depth)}1${'}'.repeat(depth)}`).code).toBe('none');
});

test('a byte order mark is no part of the text, as for npm', () => {
  expect(readLockfileText('\ufeff{ "a": 1 }').root).toStrictEqual({ a: 1 });
});
