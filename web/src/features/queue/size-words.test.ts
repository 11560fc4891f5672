import { expect, test } from 'vitest';
import { sizeInWords } from './size-words.ts';

test('how much there is to read is said in lines and files', () => {
  expect(sizeInWords({ base: {}, added: 1041, removed: 12, files: 3 })).toEqual({
    lines: '+1,041 −12',
    within: 'in 3 files',
  });
  expect(sizeInWords({ base: null, added: 820, removed: 0, files: 1 })).toEqual({
    lines: '820 lines',
    within: 'in 1 file',
  });
});

test('what nobody counted does not look like nothing to read', () => {
  expect(sizeInWords({ base: {}, added: null, removed: null, files: null })).toEqual({
    lines: 'not counted yet',
    within: null,
  });
});
