import fc from 'fast-check';
import { expect, test } from 'vitest';
import { broken, labelled } from './columns.ts';

// Of the characters below: what a terminal shows in two columns.
const wide = /[\u1100-\uffff]|[\ud800-\udbff][\udc00-\udfff]/gu;
const shownIn = (line: string): number => line.replaceAll(wide, 'xx').length;

test('no text reaches the first column by its length: wide characters count twice', () => {
  const unit = fc.constantFrom('a', ' ', '漢', '😀', 'é', '│', '\u202e', '\u0301');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 400 }), fc.integer({ min: 40, max: 120 }), (text, width) => {
      for (const line of labelled('  summary   ', text, width)) {
        expect(shownIn(line)).toBeLessThanOrEqual(width);
        expect(line).toMatch(/^ {2}/);
      }
    }),
  );
});

test('nothing but blanks gets lost where a text is broken', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '漢', '😀'), maxLength: 200 }), (text) => {
      const all = broken(text, 30).join('').replaceAll(' ', '');
      expect(all).toBe(text.replaceAll(' ', ''));
    }),
  );
});

test('words stay whole where they fit', () => {
  expect(labelled('  a  ', `${'x'.repeat(10)} ${'y'.repeat(14)}`, 25)).toEqual([
    `  a  ${'x'.repeat(10)}`,
    `     ${'y'.repeat(14)}`,
  ]);
});
