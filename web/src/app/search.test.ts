import { expect, test } from 'vitest';
import { parseAddress, printAddress, readSearch } from './search.ts';

test('a version or digest of digits stays the text that it is', () => {
  const sha256 = '1'.repeat(64);
  expect(parseAddress(`?base=1.0&sha256=${sha256}&text=true`)).toEqual({ base: '1.0', sha256, text: 'true' });
});

test('an address is read back as it was printed', () => {
  const search = { purl: 'pkg:npm/%40babel/core@7.28.0', text: 'a&b=c #d' };
  expect(parseAddress(printAddress(search))).toEqual(search);
});

test('parameters that no page asked for are dropped, and empty ones', () => {
  const read = readSearch('purl', 'base')(parseAddress('?purl=x&base=&__proto__=y&other=1'));
  expect(read).toEqual({ purl: 'x' });
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
});
