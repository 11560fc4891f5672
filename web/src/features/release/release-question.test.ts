import { expect, test } from 'vitest';
import { named, readQuestion } from './release-question.ts';

test('a release is named as on the command line, by purl, or by digest', () => {
  const hex = 'a1'.repeat(32);
  expect(named('socks@2.8.4')).toEqual({ purl: 'pkg:npm/socks@2.8.4', sha256: null });
  expect(named(' pkg:npm/@scope/x@1.0.0 ')).toEqual({ purl: 'pkg:npm/%40scope/x@1.0.0', sha256: null });
  expect(named(`sha256:${hex.toUpperCase()}`)).toEqual({ purl: null, sha256: hex });
  expect(readQuestion({ sha256: hex })).toEqual({ purl: null, sha256: hex });
});

test('what names no release is none: no version, no purl, half a digest', () => {
  for (const text of ['', 'socks', 'pkg:npm/socks', 'javascript:alert(1)', 'a1'.repeat(31), 'pkg:evil/x@1']) {
    expect(named(text)).toBeNull();
  }
  expect(readQuestion({})).toBeNull();
});
