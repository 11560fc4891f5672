import { expect, test } from 'vitest';
import { tokenStyles } from '../../../worker/reading.ts';
import { styleSheet } from './testing/style-sheet.ts';

const tokens = styleSheet('../../../../ui/tokens.css');
const syntax = styleSheet('../syntax.module.css');

type Scheme = 'light' | 'dark';

/** `light-dark(#aabbcc, #ddeeff)` of a property. */
function colour(css: string, of: RegExp, scheme: Scheme): string {
  const found = new RegExp(`${of.source}\\s*light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css);
  if (!found) throw new Error(`no colour for ${of.source}`);
  return found[scheme === 'light' ? 1 : 2] as string;
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const papers = ['paper', 'add', 'add-mark', 'del', 'del-mark', 'moved', 'moved-mark'];
const coloured = tokenStyles.filter((style) => !['name', 'operator', 'punctuation'].includes(style));

test.each(['light', 'dark'] as const)('code can be read on every ground of the diff, %s', (scheme) => {
  const inks = new Map(
    coloured.map((style) => [style, colour(syntax, new RegExp(`\\.${style} \\{\\s*color:`), scheme)]),
  );
  const ink = colour(tokens, /--ink:/, scheme);
  for (const paper of papers) {
    const ground = colour(tokens, new RegExp(`--${paper}:`), scheme);
    for (const [style, colour] of [...inks, ['ink', ink] as const]) {
      expect([style, paper, contrast(colour, ground) >= 4.5]).toEqual([style, paper, true]);
    }
  }
});

test.each(['light', 'dark'] as const)('line numbers and notes can be read on every line, %s', (scheme) => {
  const quiet = colour(tokens, /--quiet:/, scheme);
  for (const paper of ['paper', 'raise', 'add', 'del', 'moved']) {
    const ratio = contrast(quiet, colour(tokens, new RegExp(`--${paper}:`), scheme));
    expect([paper, ratio >= 4.5]).toEqual([paper, true]);
  }
});
