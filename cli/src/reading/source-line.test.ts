import { expect, test } from 'vitest';
import fc from 'fast-check';
import { toUtf8 } from '@countersign/shared/bytes/text.ts';
import { visible } from '../terminal.ts';
import { sourceLine } from './source-line.ts';

function shown(bytes: Uint8Array | string): string {
  const parts = sourceLine(typeof bytes === 'string' ? toUtf8(bytes) : bytes);
  return parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}

test('plain text is shown as it is', () => {
  expect(sourceLine(toUtf8("const größe = '→';"))).toEqual(["const größe = '→';"]);
});

test('a tab is an arrow and reaches to its stop, so tabs never pass for blanks', () => {
  expect(shown('\tx')).toBe('→       x');
  expect(shown('ab\tx')).toBe('ab→     x');
});

test('an escape sequence, a carriage return and a bidi override are spelled out and marked', () => {
  expect(sourceLine(toUtf8('a\u001b[31mb'))).toEqual(['a', { tone: 'hidden', text: '\\u{1b}' }, '[31mb']);
  expect(shown('safe();\revil();')).toBe('safe();\\u{d}evil();');
  expect(shown('/* \u202e } */')).toBe('/* \\u{202e} } */');
});

test('text that spells an escape itself is not marked, so the two differ', () => {
  expect(sourceLine(toUtf8('\\u{1b}'))).toEqual(['\\u{1b}']);
});

test('one NUL byte in a script does not hide the script', () => {
  expect(shown('steal();/*\u0000*/')).toBe('steal();/*\\u{0}*/');
});

test('a few bytes that are no UTF-8 are spelled out', () => {
  expect(shown(Uint8Array.of(...toUtf8('name = "caf'), 0xe9, ...toUtf8('";')))).toBe('name = "caf\\x{e9}";');
});

test('what is mostly no text is counted, and the text in it is shown', () => {
  const bytes = Uint8Array.of(0x89, 0xff, 0xfe, 0xfd, 0xfc, 0xfb, ...toUtf8('tEXt'), 0xff, 0x41, 0xff);
  expect(shown(bytes)).toBe('<6 bytes>tEXt<3 bytes>');
});

test('a megabyte of zeros takes a few characters', () => {
  expect(shown(new Uint8Array(1_000_000))).toBe('\\u{0} ×1000000');
});

test('whatever the bytes are, nothing invisible is left', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(visible(shown(bytes))).toBe(shown(bytes));
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      if (text.isWellFormed()) expect(visible(shown(text))).toBe(shown(text));
    }),
    { numRuns: 20 },
  );
});
