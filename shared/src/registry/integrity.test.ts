import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBase64 } from '../bytes/base64.ts';
import { fromHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/text.ts';
import { artifactDigest } from '../digest.ts';
import { isCoded } from '../errors.ts';
import { checkArtifact, isPinned, readIntegrity } from './integrity.ts';

const bytes = toUtf8('the tarball');
const digest = artifactDigest(bytes);
const sha1 = '0b1ffbb8951bd2d8fa17d45a2f5ef9d5c1e2c8c5';
const sri = (algorithm: 'sha256' | 'sha512', of = digest) =>
  `${algorithm}-${toBase64(fromHex(of[algorithm], of[algorithm].length / 2))}`;
const other = artifactDigest(toUtf8('another tarball'));

test('integrity and shasum are read into hex', () => {
  const claims = readIntegrity(`${sri('sha256')} ${sri('sha512')}`, sha1);
  expect(claims).toEqual({ ...digest, sha1, sha384: null });
});

test('nothing claimed is nothing claimed', () => {
  expect(readIntegrity(undefined, undefined)).toEqual({
    sha1: null,
    sha256: null,
    sha384: null,
    sha512: null,
  });
});

describe('refused, because it is unclear or not understood:', () => {
  test.each([
    ['two sha512 in one integrity', `${sri('sha512')} ${sri('sha512', other)}`],
    ['the same sha512 twice', `${sri('sha512')} ${sri('sha512')}`],
    ['an unknown algorithm', 'md5-rL0Y20zC+Fzt72VPzMSk2A=='],
    ['a property of Object.prototype as algorithm', 'constructor-AAAA'],
    ['an option', `${sri('sha512')}?a=b`],
    ['base64 of another length', 'sha512-AAAA'],
    ['base64 in another alphabet', sri('sha512').replace(/[+/]/g, '-')],
    ['no dash', 'sha512'],
    ['a number', 7],
    ['an object', {}],
    ['a megabyte', 'a'.repeat(1_000_000)],
  ])('%s', (_title, integrity) => {
    const read = () => readIntegrity(integrity, undefined);
    expect(read).toThrow(expect.objectContaining({ code: 'registry-malformed' }) as Error);
  });

  test.each([
    ['upper case', sha1.toUpperCase()],
    ['short', sha1.slice(1)],
    ['a number', 1],
  ])('a shasum that is %s', (_title, shasum) => {
    const read = () => readIntegrity(undefined, shasum);
    expect(read).toThrow(expect.objectContaining({ code: 'registry-malformed' }) as Error);
  });

  test('a shasum that contradicts the sha1 of the integrity', () => {
    const zero = `sha1-${toBase64(new Uint8Array(20))}`;
    const read = () => readIntegrity(zero, sha1);
    expect(read).toThrow(expect.objectContaining({ code: 'registry-malformed' }) as Error);
    expect(readIntegrity(zero, '0'.repeat(40)).sha1).toBe('0'.repeat(40));
  });
});

test('any text is read or refused with a code', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (integrity, shasum) => {
      try {
        readIntegrity(integrity, shasum);
      } catch (error) {
        expect(isCoded(error, 'registry-malformed')).toBe(true);
      }
    }),
  );
});

test('every claim and every expected digest is held against the bytes', () => {
  const none = readIntegrity(undefined, undefined);
  const check = (claims: object, expected?: object) =>
    checkArtifact(bytes, { ...none, ...claims }, expected, 'socks 1.0.0');
  expect(check(readIntegrity(sri('sha512'), undefined), digest)).toEqual(digest);
  const wrong: [claims: object, expected?: object][] = [
    [{ sha512: other.sha512 }],
    [{ ...digest, sha256: other.sha256 }],
    [{ ...digest, sha1 }],
    [{ sha384: '0'.repeat(96) }],
    [{ ...digest }, { sha512: other.sha512 }],
    [{ ...digest }, { sha256: digest.sha256, sha512: other.sha512 }],
    [{ ...digest }, {}],
  ];
  for (const [claims, expected] of wrong) {
    const run = () => check(claims, expected);
    expect(run).toThrow(expect.objectContaining({ code: 'artifact-mismatch' }) as Error);
  }
});

test('sha1 pins nothing', () => {
  const none = readIntegrity(undefined, undefined);
  expect(isPinned({ ...none, sha1 })).toBe(false);
  expect(isPinned({ ...none, sha512: digest.sha512 })).toBe(true);
  expect(isPinned(none, { sha256: digest.sha256 })).toBe(true);
  expect(isPinned(none, {})).toBe(false);
});
