import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hiddenCharacters } from './hidden-characters.ts';

function found(text: string, kind: 'code' | 'prose' = 'code'): string[] {
  return hiddenCharacters(text, kind).map((each) => `${each.kind} ${each.shown} ${each.name}`);
}

test.each([
  ['if (level != "user\u202e \u2066// admin\u2069 \u2066") {', ['U+202E', 'U+2066', 'U+2069', 'U+2066']],
  ['const key\u200b = 1;', ['U+200B']],
  ['eval(decode("\ufe00\u{e0110}\u{e0111}"))', ['U+FE00', 'U+E0110', 'U+E0111']],
  ['\u{1f600}\ufe0f\ufe0e\u{e0110}', ['U+FE0E', 'U+E0110']],
  ['\u{1f3f4}\u{e0068}\u{e0069}\u{e007f}', ['U+E0068', 'U+E0069', 'U+E007F']],
  ['const \u3164 = hidden;', ['U+3164']],
  ['a\u2028b\u2029c\u0085d', ['U+2028', 'U+2029', 'U+0085']],
  ['\u001b[31m\b\u007f\u009b', ['U+001B', 'U+0008', 'U+007F', 'U+009B']],
  ['// safe\rrun();', ['U+000D']],
  ['x\ufeffy', ['U+FEFF']],
  ['a \u{100000} b \ufdd0', ['U+100000', 'U+FDD0']],
])('%j is alarming', (text, shown) => {
  expect(hiddenCharacters(text).map((each) => [each.shown, each.alarming])).toEqual(
    shown.map((each) => [each, true]),
  );
});

test.each([
  ['\u00a0\u00a0const a = 1;', 2],
  ['a\u2003b', 1],
  ['\ufeffconst a = 1;', 1],
  ['content: "\uf101"', 1],
  ['bad \ufffd bytes', 1],
  ['half \ud800 pair', 1],
  ['a \u0301lone mark', 1],
  ['page\fbreak', 1],
  ["text.startsWith('\ufeff')", 1],
  ['ends with "\0" or "\u0003"', 2],
  ['const \uff41\uff42\uff43 = 1', 3],
  ['soft\u00adhyphen', 1],
  ['مرحبا بالعالم \u200fنص', 1],
  ['עברית (C++)\u200e טקסט', 1],
])('%j is shown, and no alarm', (text, count) => {
  const hidden = hiddenCharacters(text);
  expect(hidden.map(({ alarming }) => alarming)).toEqual(Array.from({ length: count }, () => false));
});

test.each([
  ['Русский текст, как текст: сахар, нос, «ё» и IP-адрес.'],
  ['Ελληνικό κείμενο με τόνους· και ένα URL.'],
  ['中文文本，全角标点：ＡＢＣ　与 English 混排。'],
  ['日本語のテキスト、カタカナ　ｶﾀｶﾅ、葛\u{e0100}城市'],
  ['مرحبا بالعالم نص عربي، ۱۲۳'],
  ['می\u200cخواهم کتاب\u200cها را بخوانم'],
  ['नमस्ते क्\u200dष र्\u200dय'],
  ['עברית (C++) טקסט'],
  ['ภาษาไทย\u200bภาษาไทย'],
  ['Crème brûlée, naïve café, e\u0301te\u0301, Straße, İstanbul ıssız, Žluťoučký, Tiếng Việt'],
  ['❤️ 👨‍👩‍👧‍👦 👩🏽‍💻 🏳️‍🌈 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} 1️⃣ #️⃣ ©️ ☎︎ 🇩🇪'],
  ['10 µs, 5 Ω, Δt = λ·x, 2πr, ∑ x² ≤ ½, “quotes” – dashes… 3 × 4'],
  ['crlf\r'],
  ['tabs\tand\nlines\r\nof plain text ~'],
])('nothing is hidden in %j', (text) => {
  expect(found(text)).toEqual([]);
});

test('in prose, blanks of typography are ordinary: they are what `&nbsp;` became', () => {
  const text = 'Combien\u00a0? 10\u202f000\u00a0€, auto\u00adma\u00adtique';
  expect(found(text, 'prose')).toEqual([]);
  expect(found('&nbsp;')).toEqual([]);
  expect(found('zero\u200bwidth', 'prose')).toEqual(['invisible U+200B zero-width space']);
});

test.each([
  ['p\u0430ssword', ['look-alike U+0430 looks like a']],
  ['\u0435val(code)', ['look-alike U+0435 looks like e']],
  ['is\u0391dmin', ['look-alike U+0391 looks like A']],
  ['\uff45val', ['look-alike U+FF45 looks like e']],
  ['\u{1d41e}val', ['look-alike U+1D41E looks like e']],
  ['environment\u01c3=ENV', ['look-alike U+01C3 looks like !']],
  ['const a = 1\u037e', ['look-alike U+037E looks like ;']],
  ['https://example.com\u2215path', ['look-alike U+2215 looks like /']],
  ['const \u0441\u043e\u0440\u0435 = 1', ['U+0441', 'U+043E', 'U+0440', 'U+0435']],
])('%j holds look-alikes', (text, names) => {
  const hidden = hiddenCharacters(text);
  expect(
    hidden.map((each) => (names.length > 1 ? each.shown : `${each.kind} ${each.shown} ${each.name}`)),
  ).toEqual(names);
  expect(hidden.every(({ alarming }) => alarming)).toBe(true);
});

test.each([
  ['SMSка в браузере', 'a word with letters that only Cyrillic has'],
  ['αMax = ρ * v', 'Greek names of formulas'],
  ['// а React', 'one-letter words of Russian'],
])('%s: no alarm for %s', (text) => {
  expect(hiddenCharacters(text).filter(({ alarming }) => alarming)).toEqual([]);
});

test('what is found lies in the text, in order, without overlap, and is what it says', () => {
  const unit = fc.constantFrom(
    ...Array.from('aе\u200d\u200b\u202e\ufe0f❤\u00a0\u0301\ufffd \r\nΑ中\ud800\udc00\t'),
    '\u{e0041}',
    '\u{1f600}',
  );
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit }), fc.string({ unit: 'binary' })), (text) => {
      let end = 0;
      for (const { at, length, shown } of hiddenCharacters(text)) {
        expect(at).toBeGreaterThanOrEqual(end);
        end = at + length;
        expect(shown).toBe(`U+${text.codePointAt(at)?.toString(16).toUpperCase().padStart(4, '0')}`);
        expect(end - at).toBe(String.fromCodePoint(text.codePointAt(at) as number).length);
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 500 },
  );
});

test.each(['\u200b', 'а', '\u200f ', 'a\u0430', '\u0301', '\u{e0041}', '\ufffd', 'Ａ '])(
  '30,000 times %j takes no more than time in proportion',
  (piece) => {
    expect(hiddenCharacters(piece.repeat(30_000)).length).toBeLessThanOrEqual(30_000);
  },
);
