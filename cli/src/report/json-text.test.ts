import { expect, test } from 'vitest';
import fc from 'fast-check';
import { visible } from '../terminal.ts';
import { jsonText } from './json-text.ts';

test('a path that would turn a terminal around is data in JSON, and the same path', () => {
  const value = { path: 'a\u202eb\u001b[2J\u0085\u{e0100}' };
  expect(jsonText(value)).toBe('{\n  "path": "a\\u202eb\\u001b[2J\\u0085\\udb40\\udd00"\n}');
  expect(JSON.parse(jsonText(value))).toEqual(value);
});

test('a path that is a command to GitHub is the same path, and none', () => {
  const value = ['a/##[add-mask]x', '\\\\###[group]'];
  expect(jsonText(value)).not.toContain('##[');
  expect(JSON.parse(jsonText(value))).toEqual(value);
});

test('any value comes back, and nothing in its text is invisible', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = jsonText(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      for (const line of text.split('\n')) expect(visible(line)).toBe(line);
    }),
  );
});
