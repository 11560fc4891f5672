import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCoded } from '../errors.ts';
import { formatPurl, parsePurl } from './purl.ts';
import { packageName, parseRelease, releaseArgument, showRelease } from './release.ts';

test.each([
  ['socks@2.8.4', 'pkg:npm/socks@2.8.4'],
  ['npm:socks@2.8.4', 'pkg:npm/socks@2.8.4'],
  ['@babel/core@7.28.0-rc.1', 'pkg:npm/%40babel/core@7.28.0-rc.1'],
  ['npm:@babel/core@7.28.0+b1', 'pkg:npm/%40babel/core@7.28.0%2Bb1'],
  ['JSONStream@1.3.5', 'pkg:npm/JSONStream@1.3.5'],
  ['deb:tor@0.4.9.11-1+deb12u1', 'pkg:deb/debian/tor@0.4.9.11-1%2Bdeb12u1'],
  ['deb:attr@1:2.4.47-2', 'pkg:deb/debian/attr@1:2.4.47-2'],
  ['pkg:npm/@babel/core@7.28.0', 'pkg:npm/%40babel/core@7.28.0'],
  ['pkg:generic/monotone@1.1', 'pkg:generic/monotone@1.1'],
])('%s is %s', (text, purl) => {
  expect(formatPurl(parseRelease(text))).toBe(purl);
});

test.each([
  ['no version', 'socks'],
  ['an empty version', 'socks@'],
  ['a scope without version', '@babel/core'],
  ['a range', 'socks@^2.8.4'],
  ['a tag', 'socks@latest'],
  ['a v before the version', 'socks@v2.8.4'],
  ['a leading zero', 'socks@2.08.4'],
  ['white space', ' socks@2.8.4'],
  ['a line break at the end', 'socks@2.8.4\n'],
  ['a path as a name', '../socks@2.8.4'],
  ['an alias', 'a@npm:b@1.0.0'],
  ['an unknown ecosystem', 'gem:rails@1.0.0'],
  ['a digest', `sha256:${'a'.repeat(64)}`],
  ['a purl without version', 'pkg:npm/socks'],
  ['a purl with a range', 'pkg:npm/socks@%5E2.8.4'],
  ['a Debian version that starts with a letter', 'deb:tor@latest'],
  ['nothing', ''],
])('refuses %s and names the valid forms', (_, text) => {
  const refused = (() => {
    try {
      return parseRelease(text);
    } catch (error) {
      return error;
    }
  })();
  expect(isCoded(refused, 'release-malformed')).toBe(true);
  expect((refused as Error).message).toContain('npm:NAME@VERSION');
});

test('what is shown can be typed again', () => {
  const text = fc.constantFrom(
    'pkg:npm/%40babel/core@7.28.0',
    'pkg:npm/JSONStream@1.3.5',
    'pkg:npm/a@1.0.0?repository_url=registry.example',
    'pkg:deb/debian/attr@1:2.4.47-2',
    'pkg:deb/ubuntu/dpkg@1.19',
    'pkg:deb/debian/tor@0.4.9.11-1?arch=amd64',
    'pkg:golang/github.com/gorilla/context@v1.1.1',
    'pkg:maven/groovy/groovy@1.0',
  );
  fc.assert(
    fc.property(text, (purl) => {
      expect(formatPurl(parseRelease(releaseArgument(parsePurl(purl))))).toBe(purl);
    }),
  );
});

test('a release reads as name and version', () => {
  expect(showRelease(parseRelease('@babel/core@7.28.0'))).toBe('@babel/core 7.28.0');
  expect(showRelease(parseRelease('deb:tor@0.4.9.11-1'))).toBe('tor 0.4.9.11-1');
  expect(releaseArgument(parseRelease('npm:socks@2.8.4'))).toBe('socks@2.8.4');
  expect(packageName(parsePurl('pkg:maven/org.apache.commons/io'))).toBe('org.apache.commons:io');
});
