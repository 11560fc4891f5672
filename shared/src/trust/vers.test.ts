import { expect, test } from 'vitest';
import { versCovers } from './vers.ts';

test.each([
  ['>=1.0.0|<2.0.0', ['1.0.0', '1.9.9', '2.0.0-rc.1'], ['0.9.9', '2.0.0']],
  ['<1.0.0|>=2.0.0', ['0.1.0', '2.0.0', '9.0.0'], ['1.0.0', '1.5.0']],
  ['>1.0.0|!=1.2.0', ['1.1.0', '1.2.1'], ['1.0.0', '1.2.0']],
  ['!=1.2.0', ['1.0.0', '2.0.0'], ['1.2.0']],
  ['1.2.0|=1.3.0|>2.0.0', ['1.2.0', '1.3.0', '2.0.1'], ['1.2.1', '2.0.0']],
  ['<2.0.0|>=1.0.0', ['1.5.0'], ['0.9.0', '2.0.0']],
])('vers:npm/%s', (range, inside, outside) => {
  for (const version of inside)
    expect([version, versCovers(`vers:npm/${range}`, 'npm', version)]).toEqual([version, true]);
  for (const version of outside) {
    expect([version, versCovers(`vers:npm/${range}`, 'npm', version)]).toEqual([version, false]);
  }
});

test.each([
  ['one bound inside another', 'vers:npm/>1.0.0|>2.0.0', '1.5.0'],
  ['one bound inside another, from above', 'vers:npm/<2.0.0|<3.0.0', '2.5.0'],
  ['one version twice', 'vers:npm/<1.0.0|>=1.0.0', '1.0.0'],
  ['one version twice, the wrong way round', 'vers:npm/>1.0.0|<1.0.0', '1.5.0'],
  ['one version twice but for its build', 'vers:npm/!=1.0.0+a|=1.0.0+b', '1.0.0'],
  ['another type', 'vers:pypi/>9.0.0', '1.0.0'],
  ['a space', 'vers:npm/>= 9.0.0', '1.0.0'],
  ['no version', 'vers:npm/>=9', '1.0.0'],
  ['an installed version that is none', 'vers:npm/>=9.0.0', 'latest'],
  ['too many', `vers:npm/${Array.from({ length: 65 }, (_, i) => `9.0.${i}`).join('|')}`, '1.0.0'],
  ['nothing', 'vers:npm/', '1.0.0'],
])('a range that readers differ on covers every version: %s', (_, range, version) => {
  expect(versCovers(range, 'npm', version)).toBe(true);
});
