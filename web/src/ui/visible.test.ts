import { expect, test } from 'vitest';
import { visiblePieces, visibleString } from './visible.ts';

function shown(text: string): string {
  return visiblePieces(text)
    .map(({ text: piece, hidden }) => (hidden === null ? piece : `[${piece}]`))
    .join('');
}

test('characters that do not show, or turn the line round, are spelled out', () => {
  expect(shown('a\u202Eb')).toBe('a[U+202E]b');
  expect(shown('a\u200Bb\u2066c\uFEFF')).toBe('a[U+200B]b[U+2066]c[U+FEFF]');
  expect(shown('line\nnul\0tab\t')).toBe('line[U+000A]nul[U+0000]tab[U+0009]');
  expect(shown('\u3164\u00AD\u00A0\u{E0061}\u{E0101}')).toBe('[U+3164][U+00AD][U+00A0][U+E0061][U+E0101]');
  expect(shown('\uD800x')).toBe('[U+D800]x');
});

test('a letter that passes for another is followed by what it is', () => {
  expect(shown('lod\u0430sh')).toBe('lod\u0430[U+0430]sh');
  expect(visiblePieces('\u0430lice')[1]?.hidden).toBe('looks like a');
  expect(shown('Привет мир')).toBe('Привет мир');
});

test('what shows stays as it is', () => {
  expect(shown('reads ~/.ssh, naïve 漢字 “quoted” <b>')).toBe('reads ~/.ssh, naïve 漢字 “quoted” <b>');
  expect(visiblePieces('')).toEqual([]);
});

test('where no element can stand, hidden characters are spelled out too', () => {
  expect(visibleString('lib/\u202esj.exe')).toBe('lib/U+202Esj.exe');
  expect(visibleString('')).toBe('');
});
