import { expect, test } from 'vitest';
import { looksMinified } from './minified.ts';

test('a file whose text stands in long lines looks minified, behind a long licence too', () => {
  const encode = (text: string) => new TextEncoder().encode(text);
  expect(looksMinified(encode(`/* licence */\n${'a();'.repeat(500)}\n`))).toBe(true);
  expect(looksMinified(encode(' * a line of a licence\n'.repeat(6000) + 'a();'.repeat(50_000)))).toBe(true);
  expect(looksMinified(encode('const a = 1;\n'.repeat(1000)))).toBe(false);
  expect(looksMinified(encode(`${'const a = 1;\n'.repeat(1000)}${'x'.repeat(600)}\n`))).toBe(false);
  expect(looksMinified(encode('a();'.repeat(10)))).toBe(false);
});
