import { linesOfText, repeatableNumbers, textPair } from '@countersign/shared/diff/testing/sample-texts.ts';
import fc from 'fast-check';
import type { Case } from '../case.ts';

/** Small texts of every shape, one long one with many edits, and two that have nothing in common. */
export function diffCases(): Case[] {
  const draw = repeatableNumbers(7);
  const edited = (index: number) => (draw(9) === 0 ? `new ${draw(50)}` : `line ${index % 300}`);
  const pairs: [string, Uint8Array, Uint8Array][] = [
    ['a long text, edited', linesOfText(3000, (index) => `line ${index % 300}`), linesOfText(3000, edited)],
    [
      'nothing in common',
      linesOfText(3000, (index) => `a ${index}`),
      linesOfText(3000, (index) => `b ${index}`),
    ],
    ['few lines, many times', linesOfText(1500, () => `${draw(3)}`), linesOfText(1500, () => `${draw(3)}`)],
    ...fc
      .sample(textPair, 100)
      .map(([base, target]): [string, Uint8Array, Uint8Array] => ['any', base, target]),
  ];
  return pairs.map(([name, base, target]) => ({ name, verb: 'diff', args: [base, target] }));
}
