import { expect, test } from 'vitest';
import { gutterText } from './gutter-text.ts';

const stayed = { moved: null };
const moved = { moved: { file: null, line: 3, lines: 1, first: true } };

test('what a colour says, a sign says too', () => {
  expect(gutterText({ kind: 'added', ...stayed }, [7], 3)).toBe('  7 +');
  expect(gutterText({ kind: 'removed', ...stayed }, [7], 3)).toBe('  7 −');
  expect(gutterText({ kind: 'added', ...moved }, [7], 3)).toBe('  7 ↷');
  expect(gutterText({ kind: 'removed', ...moved }, [7], 3)).toBe('  7 ↷');
  expect(gutterText({ kind: 'same', ...stayed }, [7], 3)).toBe('  7  ');
});

test('numbers stand in their own columns, whichever side lacks one', () => {
  expect(gutterText({ kind: 'same', ...stayed }, [998, 1002], 4)).toBe(' 998 1002  ');
  expect(gutterText({ kind: 'removed', ...stayed }, [998, undefined], 4)).toBe(' 998      −');
  expect(gutterText({ kind: 'added', ...stayed }, [undefined, 1002], 4)).toBe('     1002 +');
});
