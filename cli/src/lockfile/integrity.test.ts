import { expect, test } from 'vitest';
import { readLockedIntegrity } from './integrity.ts';

const sha512 = `sha512-${Buffer.alloc(64, 1).toString('base64')}`;
const other512 = `sha512-${Buffer.alloc(64, 2).toString('base64')}`;
const sha384 = `sha384-${Buffer.alloc(48, 3).toString('base64')}`;
const sha256 = `sha256-${Buffer.alloc(32, 4).toString('base64')}`;
const sha1 = `sha1-${Buffer.alloc(20, 5).toString('base64')}`;
const hex512 = '01'.repeat(64);
const hex256 = '04'.repeat(32);

test.each([
  ['sha512', sha512, { sha512: hex512 }, []],
  ['sha256', sha256, { sha256: hex256 }, []],
  ['sha256 beside sha512, which npm does not look at', `${sha256} ${sha512}`, { sha512: hex512 }, []],
  ['sha1 beside sha512', `${sha1} ${sha512}`, { sha512: hex512 }, ['sha1']],
  ['sha1 only', sha1, {}, ['sha1']],
  ['md5 only', `md5-${Buffer.alloc(16).toString('base64')}`, {}, ['md5']],
  ['sha384 only', sha384, {}, ['sha384']],
  ['sha384 beside sha512, which npm ranks higher', `${sha384} ${sha512}`, { sha512: hex512 }, ['sha384']],
])('%s', (_, text, digests, weak) => {
  expect(readLockedIntegrity(text)).toStrictEqual({ digests, weak, problem: null });
});

test('a sha256 beside a sha384 is no pin: npm checks the sha384 only', () => {
  const read = readLockedIntegrity(`${sha256} ${sha384}`);
  expect(read).toStrictEqual({ digests: {}, weak: ['sha384'], problem: null });
});

test.each([
  ['two sha512 in one integrity', `${sha512} ${other512}`],
  ['the same sha512 twice', `${sha512} ${sha512}`],
  ['two sha1', `${sha1} ${sha1} ${sha512}`],
])('%s is undecidable', (_, text) => {
  const { digests, problem } = readLockedIntegrity(text);
  expect([digests, problem]).toStrictEqual([{}, 'integrity-twofold']);
});

test.each([
  ['an algorithm that npm ranks above sha512', `${sha512} sha3-512-${'A'.repeat(86)}==`],
  ['an algorithm that npm skips', `${sha512} SHA512-${'A'.repeat(86)}==`],
  ['a name of Object.prototype', 'constructor-AAAA'],
  ['no dash', 'sha512'],
  ['options', `${sha512}?foo`],
  ['base64 with bits to spare', `sha512-${'B'.repeat(86)}==`],
  ['base64url', sha512.replaceAll('Q', '_')],
  ['too short', 'sha512-AAAA'],
  ['a sha256 that calls itself sha512', sha256.replace('256', '512')],
  ['a tab between', `${sha1}\t${sha512}`],
  ['a line break at the end', `${sha512}\n`],
  ['hex', `sha512-${hex512}`],
  ['nothing but spaces', '  '],
])('%s is malformed', (_, text) => {
  expect(readLockedIntegrity(text)).toStrictEqual({ digests: {}, weak: [], problem: 'integrity-malformed' });
});
