import { expect, test } from 'vitest';
import { rangeInWords } from './range-words.ts';

test('a range of versions is said in words', () => {
  expect(rangeInWords('vers:npm/>=1.2.0|<=1.2.3')).toBe('1.2.0 – 1.2.3');
  expect(rangeInWords('vers:npm/>=1.0.1|<1.0.3')).toBe('1.0.1 to before 1.0.3');
  expect(rangeInWords('vers:npm/<2.0.0')).toBe('before 2.0.0');
  expect(rangeInWords('vers:npm/<=2.0.0')).toBe('up to 2.0.0');
  expect(rangeInWords('vers:npm/>2.0.0-rc.1|<3.0.0')).toBe('after 2.0.0-rc.1, before 3.0.0');
  expect(rangeInWords('vers:npm/>=2.0.0')).toBe('2.0.0 and later');
  expect(rangeInWords('vers:npm/1.0.0|1.0.2|>=1.1.0|<1.2.0')).toBe('1.0.0, 1.0.2, 1.1.0 to before 1.2.0');
  expect(rangeInWords('vers:npm/!=1.0.0')).toBe('every version, not 1.0.0');
  expect(rangeInWords('vers:npm/*')).toBe('every version');
});

test('a range that readers could differ about is not made to look narrow', () => {
  for (const range of ['vers:npm/>=1.0.0|>=2.0.0', 'vers:npm/<1.0.0|<2.0.0', 'vers:npm/>=one', 'nonsense']) {
    expect(rangeInWords(range)).toContain('all of them where that cannot be read');
  }
});
