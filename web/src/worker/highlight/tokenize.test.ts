import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitLines } from '@countersign/shared/diff/lines.ts';
import { lineCount, lineText } from '../../text/line-text.ts';
import { type LineTokens, tokenStyles } from '../reading.ts';
import { tokenizing } from './tokenize.ts';

function tokensOf(path: string, bytes: Uint8Array, overtime = () => false): LineTokens | null {
  const steps = tokenizing(path, bytes, overtime);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** `keyword const`, line by line. */
function shown(path: string, text: string): string[][] {
  const bytes = new TextEncoder().encode(text);
  const side = splitLines(bytes);
  const tokens = tokensOf(path, bytes);
  if (tokens === null) return [];
  return Array.from({ length: lineCount(side) }, (_, line) =>
    spansOf(tokens, line).map(([from, to, style]) => {
      return `${tokenStyles[style]} ${lineText(side, line).slice(from, to)}`;
    }),
  );
}

function spansOf({ lines, spans }: LineTokens, line: number): [number, number, number][] {
  const found: [number, number, number][] = [];
  for (let at = (lines[line] as number) * 3; at < (lines[line + 1] as number) * 3; at += 3) {
    found.push([spans[at] as number, spans[at + 1] as number, spans[at + 2] as number]);
  }
  return found;
}

test.each([
  [
    'a.js',
    'const a = /x/g;',
    ['keyword const', 'definition a', 'operator =', 'regexp /x/g', 'punctuation ;'],
  ],
  ['a.d.ts', 'let a: Foo', ['keyword let', 'definition a', 'punctuation :', 'type Foo']],
  ['lib/a.json', '{"k": 1}', ['punctuation {', 'property "k"', 'punctuation :', 'number 1', 'punctuation }']],
  ['a.css', 'b { color: red }', ['type b', 'punctuation {', 'property color', 'punctuation :']],
  ['README.md', '# Title', ['punctuation #', 'heading  Title']],
  ['a.yml', 'key: text', ['property key', 'punctuation :']],
  ['bin/run', '#!/usr/bin/env node', ['comment #!/usr/bin/env node']],
  ['a.html', '<b title="x">', ['punctuation <', 'type b', 'property title', 'operator =', 'string "x"']],
])('%s: %s', (path, text, tokens) => {
  expect(shown(path, text)[0]?.slice(0, tokens.length)).toEqual(tokens);
});

test('a comment of many lines is coloured in each, the characters before it are counted in UTF-16', () => {
  expect(shown('a.js', "'\u{1f600}é' /* one\r\n\n two */ 1\n")).toEqual([
    ["string '\u{1f600}é'", 'comment /* one\r'],
    [],
    ['comment  two */', 'number 1'],
  ]);
});

test('a file without a grammar, of too long a line, or too large has no tokens', () => {
  expect(tokensOf('LICENSE', new Uint8Array(10))).toBe(null);
  expect(tokensOf('a.constructor', new Uint8Array(10))).toBe(null);
  expect(tokensOf('a.js', new Uint8Array(100_001).fill(0x61))).toBe(null);
  expect(tokensOf('a.js', new Uint8Array(12 * 1024 * 1024 + 1).fill(0x0a))).toBe(null);
});

test('what was not reached in time has no tokens, what was has', () => {
  const bytes = new TextEncoder().encode('const a = 1;\n'.repeat(20_000));
  const tokens = tokensOf('a.js', bytes, () => true) as LineTokens;
  expect(tokens.lines).toHaveLength(20_001);
  expect(spansOf(tokens, 0)).toHaveLength(5);
  expect(spansOf(tokens, 19_999)).toHaveLength(0);
});

test.each(['a.js', 'a.tsx', 'a.json', 'a.css', 'a.html', 'a.md', 'a.yaml'])(
  '%s of any bytes: spans lie within their line, in order, without overlap',
  (path) => {
    const unit = fc.constantFrom(
      '\n',
      '\r\n',
      '"',
      '`',
      '${',
      '}',
      '/*',
      '*/',
      '<',
      '>',
      '- ',
      '# ',
      'a',
      ' ',
      ': ',
      'é',
    );
    const text = fc.oneof(
      fc.string({ unit, maxLength: 60 }).map((text) => new TextEncoder().encode(text)),
      fc.uint8Array({ maxLength: 30 }),
    );
    fc.assert(
      fc.property(text, (bytes) => {
        const side = splitLines(bytes);
        const tokens = tokensOf(path, bytes) as LineTokens;
        expect(tokens.lines).toHaveLength(lineCount(side) + 1);
        for (let line = 0; line < lineCount(side); line++) {
          let last = 0;
          for (const [from, to, style] of spansOf(tokens, line)) {
            expect(from).toBeGreaterThanOrEqual(last);
            expect(to).toBeGreaterThan(from);
            expect(tokenStyles[style]).toBeDefined();
            last = to;
          }
          expect(last).toBeLessThanOrEqual(lineText(side, line).length);
        }
      }),
    );
  },
);
