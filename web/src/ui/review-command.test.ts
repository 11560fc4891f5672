import { expect, test } from 'vitest';
import { reviewCommand } from './review-command.ts';

test('the command names release and base as the terminal reads them', () => {
  expect(reviewCommand('pkg:npm/socks@2.8.5', 'pkg:npm/socks@2.8.4')).toBe(
    'countersign review socks@2.8.5 --base 2.8.4',
  );
  expect(reviewCommand('pkg:npm/%40babel/core@7.28.0', null)).toBe('countersign review @babel/core@7.28.0');
});

test('a name or version cannot smuggle a command into a terminal', () => {
  const hostile = [
    '1;curl%20x',
    '1$(x)',
    '1%60x%60',
    '1%0Ax',
    '1%7Cx',
    '1%26x',
    '1%27',
    '1%3Ex',
    '1%20--yes',
  ];
  for (const version of hostile) {
    expect(reviewCommand(`pkg:npm/x@${version}`, null)).toBeNull();
    expect(reviewCommand('pkg:npm/x@1.0.0', `pkg:npm/x@${version}`)).toBeNull();
  }
  expect(reviewCommand('pkg:npm/-rf@1.0.0', null)).toBeNull();
  expect(reviewCommand('nonsense', null)).toBeNull();
});
