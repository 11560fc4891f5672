import { expect, test } from 'vitest';
import {
  differInVersionOnly,
  packageKey,
  releaseKey,
  releaseKeyOfText,
  samePackage,
  sameRelease,
} from './package-key.ts';
import { parsePurl } from './purl.ts';

const socks = parsePurl('pkg:npm/socks@2.8.4');
const elsewhere = parsePurl('pkg:npm/socks@2.8.4?repository_url=registry.example');

test('two versions are one package; another case, scope or type is another package', () => {
  expect(samePackage(socks, parsePurl('pkg:npm/socks@2.8.5'))).toBe(true);
  expect(sameRelease(socks, parsePurl('pkg:npm/socks@2.8.5'))).toBe(false);
  for (const text of ['pkg:npm/Socks@2.8.4', 'pkg:npm/%40a/socks@2.8.4', 'pkg:generic/socks@2.8.4']) {
    const other = parsePurl(text);
    expect(samePackage(socks, other)).toBe(false);
    expect(sameRelease(socks, other)).toBe(false);
    expect(differInVersionOnly(socks, other)).toBe(false);
  }
});

test('the registry tells releases apart only where a change is typed', () => {
  expect(sameRelease(socks, elsewhere)).toBe(true);
  expect(releaseKey(elsewhere)).toBe('pkg:npm/socks@2.8.4');
  expect(differInVersionOnly(socks, elsewhere)).toBe(false);
  expect(differInVersionOnly(socks, parsePurl('pkg:npm/socks@2.8.5'))).toBe(true);
});

test('no two packages share a key, wherever their slashes stand', () => {
  const keys = ['pkg:golang/a/b/c', 'pkg:generic/a/c', 'pkg:generic/c'].map((text) =>
    packageKey(parsePurl(text)),
  );
  expect(keys).toEqual(['golang/a/b/c', 'generic/a/c', 'generic//c']);
  expect(() => parsePurl('pkg:golang/a/b%2Fc')).toThrow(/without "\/"/);
});

test('the key of a release is that of its canonical text', () => {
  for (const text of ['pkg:npm/socks@2.8.4', 'pkg:npm/%40a/b@1.0.0?repository_url=registry.example#lib']) {
    expect(releaseKeyOfText(text)).toBe(releaseKey(parsePurl(text)));
  }
});
