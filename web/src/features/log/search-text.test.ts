import { reviewer } from '@countersign/shared/statement/testing/drafts.ts';
import { expect, test } from 'vitest';
import { readSought, soughtInWords } from './search-text.ts';

test('one field takes an index, a digest, a signer, a release or a package for what it is', () => {
  const hex = 'ab'.repeat(32);
  expect(readSought(' 41 ')).toEqual({ kind: 'index', index: 41 });
  expect(readSought(hex.toUpperCase())).toEqual({ kind: 'hex', hex });
  expect(readSought(`sha256:${hex}`)).toEqual({ kind: 'hex', hex });
  expect(readSought(hex + hex)).toEqual({ kind: 'sha512', hex: hex + hex });
  expect(readSought(reviewer(1).id)).toEqual({ kind: 'signer', signer: reviewer(1).id });
  expect(readSought('socks@2.8.4')).toEqual({ kind: 'release', purl: 'pkg:npm/socks@2.8.4' });
  expect(readSought('@scope/x@1.0.0')).toEqual({ kind: 'release', purl: 'pkg:npm/%40scope/x@1.0.0' });
  expect(readSought('pkg:npm/socks')).toEqual({ kind: 'package', purl: 'pkg:npm/socks' });
  expect(readSought('@scope/x')).toEqual({ kind: 'package', purl: 'pkg:npm/%40scope/x' });
});

test('64 digits of nothing but numbers are a digest, and a long number is no index', () => {
  expect(readSought('1'.repeat(64))?.kind).toBe('hex');
  expect(readSought('9'.repeat(17))?.kind).not.toBe('index');
});

test('what can mean nothing is said to mean nothing', () => {
  for (const text of [
    '',
    'ed25519:nonsense',
    '<b>',
    'pkg:evil/x',
    'a b',
    `sha512:${'ab'.repeat(32)}`,
    'x@latest',
  ])
    expect(readSought(text)).toBeNull();
});

test('what a search was taken for is said', () => {
  expect(soughtInWords({ kind: 'hex', hex: '' })).toContain('statement');
});
