import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equalBytes } from '@countersign/shared/bytes/compare.ts';
import { lineCount, lineText } from '../../text/line-text.ts';
import { unpackEdits } from '../files/compare-pair.ts';
import type { ReadableText, SideText } from '../reading.ts';
import { findBreaks } from './code-breaks.ts';
import { readableText } from './readable.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The text with `⏎` where it would be broken. */
function broken(text: string): string {
  const { breaks } = findBreaks(bytesOf(text));
  return Array.from(breaks).reduceRight((shown, at) => `${shown.slice(0, at)}⏎${shown.slice(at)}`, text);
}

test.each([
  ['a();b();', 'a();⏎b();'],
  ['if(a){b()}else{c}', 'if(a){⏎b()}⏎else{⏎c}'],
  ['a={},b=";,{}"', 'a={},⏎b=";,{}"'],
  ["f('\\';',1)", "f('\\';',⏎1)"],
  ['a=/[/;]{2},/g,b', 'a=/[/;]{2},/g,⏎b'],
  ['a=b/c;d=e/f;', 'a=b/c;⏎d=e/f;'],
  ['return/;/.test(a)', 'return/;/.test(a)'],
  ['a(b)/c;d/e;', 'a(b)/c;⏎d/e;'],
  ['`a;${b({c:1,d})};e`;f', '`a;${b({⏎c:1,⏎d})};e`;⏎f'],
  ['/* a;b */c;d', '/* a;b */c;⏎d'],
  ['// a;b\nc;d', '// a;b\nc;⏎d'],
  ['a{b:url(//c.example/d);e:f}', 'a{⏎b:url(//c.example/d);e:f}'],
  ['a;\nb;\r\nc', 'a;\nb;\r\nc'],
  ['a="open;\nb;c', 'a="open;\nb;⏎c'],
])('%j', (text, shown) => {
  expect(broken(text)).toBe(shown);
});

function minified(seed: string, names = (i: number) => `a${i % 10}`): Uint8Array {
  const lines = Array.from(
    { length: 400 },
    (_, i) => `function ${names(i)}(b){return call${i}(b,"${seed}")}`,
  );
  return bytesOf(`${lines.join(';')};\n`);
}

test('what is written by hand has no other view', () => {
  expect(readableText(bytesOf('const a = 1;\n'.repeat(200)), null)).toBe(null);
  expect(readableText(null, null)).toBe(null);
});

test('a change in a minified file is a change of one line, with the raw line that it is from', () => {
  const target = bytesOf(new TextDecoder().decode(minified('x')).replace('call7(', 'evaluate('));
  const text = readableText(minified('x'), target) as ReadableText;
  const changed = unpackEdits(text.edits).filter(({ kind }) => kind === 'added');
  expect(changed.map(({ targetStart, targetEnd }) => targetEnd - targetStart)).toEqual([1]);
  expect(lineText(text.target as SideText, changed[0]?.targetStart ?? -1)).toBe('return evaluate(b,');
  expect(text.targetRaw[changed[0]?.targetStart ?? -1]).toBe(0);
  expect(text.namesFolded).toBe(false);
  expect(text.targetMarks.length).toBeGreaterThan(0);
});

test('when all short names changed, they are made alike, and it says so', () => {
  const source = (name: string) =>
    bytesOf(`${name}(function(${name}){return ${name}.long(${name})},1);`.repeat(4000));
  const text = readableText(
    source('a'),
    bytesOf(`${new TextDecoder().decode(source('b'))}evaluate();`),
  ) as ReadableText;
  expect(text.namesFolded).toBe(true);
  const changed = unpackEdits(text.edits).filter(({ kind }) => kind !== 'same');
  expect(
    changed.every(
      ({ baseEnd, baseStart, targetEnd, targetStart }) => baseEnd - baseStart + targetEnd - targetStart <= 2,
    ),
  ).toBe(true);
});

const unit = fc.constantFrom(...Array.from(';,{}()[]/*\'"`\\$\n\r .:ab1é'), 'return', '${', '//', '/*', '*/');
const source = fc.oneof(fc.string({ unit, maxLength: 80 }).map(bytesOf), fc.uint8Array({ maxLength: 40 }));

test('the readable lines without the breaks that were added are the raw text, line by line', () => {
  // Long lines around it make any text look minified.
  const long = bytesOf(`${'x'.repeat(3000)}\n`);
  fc.assert(
    fc.property(source, source, (some, other) => {
      const [base, target] = [some, other].map((bytes) => Uint8Array.from([...long, ...bytes])) as [
        Uint8Array,
        Uint8Array,
      ];
      const text = readableText(base, target) as ReadableText;
      expect(equalBytes(rawOf(text.base as SideText, text.baseRaw), base)).toBe(true);
      expect(equalBytes(rawOf(text.target as SideText, text.targetRaw), target)).toBe(true);
      const last = unpackEdits(text.edits).at(-1);
      expect([last?.baseEnd, last?.targetEnd]).toEqual([text.baseRaw.length, text.targetRaw.length]);
    }),
  );
});

/** A line break is an added one when the line after it is from the same raw line. */
function rawOf(side: SideText, raw: Uint32Array): Uint8Array {
  expect(raw).toHaveLength(lineCount(side));
  const parts: number[] = [];
  for (let line = 0; line < raw.length; line++) {
    const added = raw[line + 1] === raw[line];
    parts.push(
      ...side.bytes.subarray(side.starts[line], (side.starts[line + 1] as number) - (added ? 1 : 0)),
    );
  }
  return Uint8Array.from(parts);
}

test.each(['=/[', '/*', '//', '`${', '"', '{', ';', '=/'])('1 MB of %j take a bounded time', (piece) => {
  const bytes = bytesOf(piece.repeat((1024 * 1024) / piece.length));
  expect(findBreaks(bytes).breaks.length).toBeLessThanOrEqual(bytes.length);
});
