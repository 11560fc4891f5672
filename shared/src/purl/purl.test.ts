import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodedError, isCoded } from '../errors.ts';
import { ecosystems } from './ecosystem.ts';
import { canonicalPurl, formatPurl, makePurl, parsePurl } from './purl.ts';

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof CodedError ? error.code : String(error);
  }
  return 'no error';
}

test('reads every part of a canonical purl', () => {
  expect(
    parsePurl('pkg:npm/%40babel/core@7.28.0?repository_url=https:%2F%2Fregistry.example#lib/a'),
  ).toStrictEqual({
    type: 'npm',
    namespace: '@babel',
    name: 'core',
    version: '7.28.0',
    qualifiers: { repository_url: 'https://registry.example' },
    subpath: 'lib/a',
  });
});

test('an npm name keeps its case: JSONStream is not jsonstream', () => {
  expect(parsePurl('pkg:npm/JSONStream@1.3.5').name).toBe('JSONStream');
});

test.each([
  'pkg:npm/@babel/core@7.28.0',
  'PKG:npm/socks@2.8.4',
  'pkg:NPM/socks@2.8.4',
  'pkg://npm/socks@2.8.4',
  'pkg:npm//socks@2.8.4',
  'pkg:npm/%73ocks@2.8.4',
  'pkg:npm/a%2fb@1.0.0',
  'pkg:npm/socks@2.8.4#',
  'pkg:npm/socks@2.8.4?',
  'pkg:npm/socks@2.8.4#./lib',
  'pkg:npm/socks@2.8.4#lib/../lib',
  'pkg:npm/socks@2.8.4?b=1&a=1',
  'pkg:npm/socks@2.8.4?a=',
  'pkg:npm/socks@1.0.0+build',
  'pkg:pypi/Django_package@1.0',
  'pkg:deb/debian/Tor@1.0',
  ' pkg:npm/socks@2.8.4',
  'pkg:npm/socks@2.8.4\n',
])('a second spelling is refused, not folded: %s', (text) => {
  expect(codeOf(() => parsePurl(text))).toBe('purl-malformed');
});

test.each([
  ['pkg:npm/@babel/core', 'pkg:npm/%40babel/core'],
  ['pkg:npm/socks@1.0.0+build', 'pkg:npm/socks@1.0.0%2Bbuild'],
  ['pkg:deb/debian/attr@1%3A2.4.47-2~rc', 'pkg:deb/debian/attr@1:2.4.47-2~rc'],
  ["pkg:npm/it's@1.0.0", 'pkg:npm/it%27s@1.0.0'],
])('%s is canonically %s', (text, canonical) => {
  expect(canonicalPurl(text)).toBe(canonical);
  expect(formatPurl(parsePurl(canonical))).toBe(canonical);
});

test.each([
  ['a name that hides a slash', 'pkg:npm/a%2Fb@1.0.0'],
  ['a namespace segment that hides a slash', 'pkg:golang/a%2Fb/c@1.0.0'],
  ['a namespace that climbs', 'pkg:golang/a/%2E%2E/c@1.0.0'],
  ['a scope without @', 'pkg:npm/babel/core@7.0.0'],
  ['two scopes', 'pkg:npm/%40a/b/c@7.0.0'],
  ['a raw @ inside a namespace', 'pkg:golang/example.com/a@v1/b'],
  ['a namespace where the type has none', 'pkg:cargo/a/b@1.0.0'],
  ['no namespace where the type needs one', 'pkg:maven/io@1.0.0'],
  ['an unknown type', 'pkg:github/a/b@1.0.0'],
  ['the same qualifier twice', 'pkg:npm/a@1.0.0?x=1&X=2'],
  ['a qualifier without =', 'pkg:npm/a@1.0.0?x'],
  ['a __proto__ qualifier', 'pkg:npm/a@1.0.0?__proto__=1'],
  ['bad percent-encoding', 'pkg:npm/a%zz@1.0.0'],
  ['percent-encoding that is no UTF-8', 'pkg:npm/a%ff@1.0.0'],
  ['a newline', 'pkg:npm/a%0A@1.0.0'],
  ['a bidi override', 'pkg:npm/a%E2%80%AEb@1.0.0'],
  ['a lone surrogate', 'pkg:npm/\ud800@1.0.0'],
  ['no name', 'pkg:npm/@1.0.0'],
  ['only a scheme', 'pkg:'],
  ['endless text', `pkg:npm/${'a'.repeat(3000)}`],
])('refuses %s', (_, text) => {
  expect(codeOf(() => canonicalPurl(text))).toBe('purl-malformed');
});

test('an empty version or qualifier is none', () => {
  const purl = makePurl({
    type: 'npm',
    namespace: '',
    name: 'a',
    version: '',
    qualifiers: { os: '' },
    subpath: '',
  });
  expect(purl).toStrictEqual({
    type: 'npm',
    namespace: null,
    name: 'a',
    version: null,
    qualifiers: {},
    subpath: null,
  });
});

test('any parts either have a canonical text that gives them back, or are refused with a code', () => {
  const part = fc.oneof(
    fc.constantFrom('@a', 'a', '', 'a/b', '@', '%', '..'),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const parts = fc.record({
    type: fc.constantFrom(...ecosystems),
    namespace: fc.option(part, { nil: null }),
    name: part,
    version: fc.option(part, { nil: null }),
    qualifiers: fc.dictionary(fc.constantFrom('os', 'arch', 'A', 'constructor', '__proto__'), part),
    subpath: fc.option(part, { nil: null }),
  });
  fc.assert(
    fc.property(parts, (given) => {
      try {
        const purl = makePurl(given);
        expect(parsePurl(formatPurl(given))).toStrictEqual(purl);
      } catch (error) {
        if (!isCoded(error, 'purl-malformed')) throw error;
      }
    }),
  );
});

test('any text is refused with a code, or its canonical form parses strictly', () => {
  const text = fc.array(
    fc.constantFrom('pkg:', 'npm', 'golang', '/', '@', '%40', '%2F', '?', '#', '&', '=', 'a', '.', '+'),
  );
  fc.assert(
    fc.property(text, (pieces) => {
      try {
        const canonical = canonicalPurl(`pkg:${pieces.join('')}`);
        expect(formatPurl(parsePurl(canonical))).toBe(canonical);
      } catch (error) {
        if (!isCoded(error, 'purl-malformed')) throw error;
      }
    }),
    { numRuns: 500 },
  );
});
