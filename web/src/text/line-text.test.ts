import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitLines } from '@countersign/shared/diff/lines.ts';
import { lineCount, lineStart, lineText } from './line-text.ts';

const piece = fc.oneof(
  fc
    .constantFrom('a', '\n', '\r\n', '\ufeff', 'é', '€', '\u{1f600}', '\0')
    .map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ maxLength: 6 }),
);
const bytes = fc
  .array(piece, { maxLength: 30 })
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

test('the texts of all lines joined by LF are the text of the whole, with bytes that are no UTF-8 too', () => {
  fc.assert(
    fc.property(bytes, (bytes) => {
      const side = splitLines(bytes);
      const texts = Array.from({ length: lineCount(side) }, (_, line) => lineText(side, line));
      const whole = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      expect(texts.join('\n')).toBe(whole.replace(/\n$/, ''));
    }),
  );
});

test('the start of a line is where its text begins, and cuts no surrogate pair', () => {
  fc.assert(
    fc.property(bytes, fc.nat(12), (bytes, units) => {
      const side = splitLines(bytes);
      for (let line = 0; line < lineCount(side); line++) {
        const start = lineStart(side, line, units);
        const text = lineText({ ...side }, line);
        const cut = text.slice(0, units);
        expect(start === cut || (/[\ud800-\udbff]$/.test(cut) && start === cut.slice(0, -1))).toBe(true);
      }
    }),
  );
});

test('a CR stays, a byte order mark too; lines that are not there are empty', () => {
  const side = splitLines(new TextEncoder().encode('\ufeffa\r\nb'));
  expect([lineCount(side), lineText(side, 0), lineText(side, 1), lineText(side, 2)]).toEqual([
    2,
    '\ufeffa\r',
    'b',
    '',
  ]);
  expect(lineText(side, -1)).toBe('');
  expect(lineCount({ bytes: new Uint8Array(0), starts: new Uint32Array(0) })).toBe(0);
});

test('a line asked for again is the same text; another side with the same numbers is not mixed up with it', () => {
  const side = splitLines(new TextEncoder().encode('one\ntwo\n'));
  const other = splitLines(new TextEncoder().encode('three\nfour\n'));
  expect([lineText(side, 0), lineText(other, 0), lineText(side, 0)]).toEqual(['one', 'three', 'one']);
});
