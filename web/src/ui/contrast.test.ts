import { expect, test } from 'vitest';

// WCAG 2.2, success criteria 1.4.3 (text, 4.5:1) and 1.4.11 (what else has to be seen, 3:1).
// The pages have no Node types, and vitest empties style sheets that are imported.
const files: string = 'node:fs';
const { readFileSync } = (await import(/* @vite-ignore */ files)) as {
  readFileSync(file: URL, encoding: 'utf8'): string;
};
const tokens = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const schemes = ['light', 'dark'] as const;
type Scheme = (typeof schemes)[number];

const plain = ['paper', 'raise'];
const changed = ['add', 'del', 'moved'];
const marked = ['add-mark', 'del-mark', 'moved-mark'];
const words = ['malicious', 'suspicious', 'vulnerable', 'unmaintained'];
const verdicts = ['allow', 'insufficient', 'quarantined', 'blocked'];

const textPairs: [string, string][] = [
  ...pairs(['ink'], [...plain, ...changed, ...marked]),
  ...pairs(['quiet'], [...plain, ...changed]),
  ...pairs(['accent', ...words, ...verdicts], plain),
  // A primary button is ink with letters of paper.
  ['paper', 'ink'],
];
const seenPairs: [string, string][] = pairs(['accent', 'quiet'], [...plain, ...changed]);

function pairs(fronts: string[], backs: string[]): [string, string][] {
  return fronts.flatMap((front) => backs.map((back): [string, string] => [front, back]));
}

function colour(name: string, scheme: Scheme): string {
  const value = new RegExp(`--${name}: ([^;]+);`).exec(tokens)?.[1] ?? '';
  const alias = /^var\(--([a-z-]+)\)$/.exec(value)?.[1];
  if (alias !== undefined) return colour(alias, scheme);
  const [, light, dark] = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(value) ?? [];
  const found = scheme === 'light' ? light : dark;
  if (found === undefined) throw new Error(`no colour for --${name} in ${value}`);
  return found;
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(front: string, back: string, scheme: Scheme): number {
  const [a, b] = [luminance(colour(front, scheme)), luminance(colour(back, scheme))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function below(least: number, tested: [string, string][]): string[] {
  return schemes.flatMap((scheme) =>
    tested
      .filter(([front, back]) => contrast(front, back, scheme) < least)
      .map(([front, back]) => `${scheme}: ${front} on ${back} ${contrast(front, back, scheme).toFixed(2)}`),
  );
}

test('the measure is the one of WCAG: black on white is 21', () => {
  expect((luminance('#ffffff') + 0.05) / (luminance('#000000') + 0.05)).toBeCloseTo(21);
});

test('every text can be read on every ground that it stands on, light and dark', () => {
  expect(below(4.5, textPairs)).toEqual([]);
});

test('focus rings and field borders can be seen, light and dark', () => {
  expect(below(3, seenPairs)).toEqual([]);
});
